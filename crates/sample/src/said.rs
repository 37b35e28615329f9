//! What the demo's buyers say of what they bought, and what shops answer; each in the buyer's language.

/// A headline and a text in English, French and Chinese.
type Said = [(&'static str, &'static str); 3];

/// By stars, one first.
const SAID: [&[Said]; 5] = [
    &[[
        (
            "Broken",
            "It arrived in two pieces, in a box without a crumb of straw. The money came back quickly, I will say that.",
        ),
        (
            "Cassé",
            "Arrivé en deux morceaux, dans un carton sans le moindre brin de paille. J’ai été remboursée vite, il faut le dire.",
        ),
        ("碎了", "送到时裂成两半，箱子里什么填充物都没有。不过退款倒是很快。"),
    ]],
    &[[
        (
            "Darker than shown",
            "The colour is a good deal darker than in the picture. Well made, but not what I had chosen it for.",
        ),
        (
            "Plus foncé que sur la photo",
            "La couleur est nettement plus foncée que sur la photo. Bien fait, mais ce n’est pas pour cela que je l’avais choisi.",
        ),
        ("比图片深", "颜色比图片深不少。做工没问题，但不是我想要的样子。"),
    ]],
    &[
        [
            (
                "Fine, a little small",
                "Good for one person. I had pictured it larger; the measurements are in the text, I should have read them.",
            ),
            (
                "Bien, un peu petit",
                "Parfait pour une personne. Je l’imaginais plus grand ; les dimensions sont indiquées, j’aurais dû les lire.",
            ),
            ("还行，偏小", "一个人用正好。我以为会大一些，其实说明里有尺寸，是我没看。"),
        ],
        [
            ("", "Does what it should. The parcel took nine days."),
            ("", "Fait ce qu’il doit. Le colis a mis neuf jours."),
            ("", "用着没问题，就是路上走了九天。"),
        ],
    ],
    &[
        [
            (
                "Good work",
                "You can see that somebody has taken the time. One star less for the plastic in the box.",
            ),
            (
                "Du bon travail",
                "On voit que quelqu’un a pris son temps. Une étoile de moins pour le plastique dans le carton.",
            ),
            ("做工不错", "看得出是花了时间做的。箱子里塑料太多，扣一星。"),
        ],
        [
            ("Better every week", "Stiff at first, and now I use nothing else."),
            ("De mieux en mieux", "Un peu raide au début ; maintenant je n’utilise plus que ça."),
            ("越用越顺手", "刚开始有点生，现在天天用它。"),
        ],
        [
            ("", "Just as described, well packed, a card in the box with a name on it."),
            ("", "Conforme à la description, bien emballé, avec une carte signée dans le carton."),
            ("", "与描述一致，包装仔细，箱子里还有一张手写卡片。"),
        ],
    ],
    &[
        [
            ("A present I kept", "It was meant for my sister. She will get another one."),
            ("Un cadeau que j’ai gardé", "C’était pour ma sœur. Elle en aura un autre."),
            ("本想送人，自己留下了", "原本是给我姐姐买的，只好再给她买一个。"),
        ],
        [
            (
                "Exactly right",
                "Heavier and finer than in the pictures. It has been on the table every day since.",
            ),
            (
                "Exactement ça",
                "Plus lourd et plus fin que sur les photos. Il est sur la table tous les jours depuis.",
            ),
            ("正合心意", "比图片上更有分量，也更细致。从那以后天天摆在桌上。"),
        ],
        [
            (
                "Packed by hand",
                "Straw, paper, string, nothing broken. The shop answered a question the same evening.",
            ),
            (
                "Emballé à la main",
                "De la paille, du papier, de la ficelle, rien de cassé. La boutique a répondu le soir même.",
            ),
            ("手工包装", "稻草、纸、麻绳，一点没碰坏。问店家的问题当晚就有了回复。"),
        ],
        [
            ("", "Third order from this shop. Never disappointed."),
            ("", "Troisième commande dans cette boutique. Jamais déçu."),
            ("", "第三次在这家店买，从没失望过。"),
        ],
        [
            (
                "For a long time",
                "One buys this once. The seams are straight, the wood is dry, nothing smells.",
            ),
            (
                "Pour longtemps",
                "On achète ça une fois. Les coutures sont droites, le bois est sec, rien ne sent.",
            ),
            ("能用很久", "这种东西买一次就够了。缝线笔直，木料干透，没有异味。"),
        ],
    ],
];

const ANSWERS: [[&str; 3]; 2] = [
    [
        "Thank you. We read every word of it aloud in the workshop.",
        "Merci. Nous avons lu votre mot à voix haute à l’atelier.",
        "谢谢您，我们在作坊里把您的话念给大家听了。",
    ],
    [
        "We are sorry about this. A letter with a way to put it right has been in your post since this morning.",
        "Nous en sommes désolés. Vous avez depuis ce matin un courrier avec une solution.",
        "非常抱歉。今天早上我们已给您去信，会为您妥善处理。",
    ],
];

fn at(language: &str) -> usize {
    match language {
        "fr" => 1,
        "zh" => 2,
        _ => 0,
    }
}

/// A headline and a text for so many stars, the `which`th of them.
pub fn review(stars: i64, which: i64, language: &str) -> (&'static str, &'static str) {
    let all = SAID[usize::try_from(stars.clamp(1, 5) - 1).unwrap_or_default()];
    all[usize::try_from(which).unwrap_or_default() % all.len()][at(language)]
}

pub fn answer(stars: i64, language: &str) -> &'static str {
    ANSWERS[usize::from(stars < 4)][at(language)]
}

pub fn report(language: &str) -> &'static str {
    [
        "This is about the carrier, not about our goods.",
        "Il s’agit du transporteur, pas de notre article.",
        "这说的是物流，不是我们的商品。",
    ][at(language)]
}
