//! What the demo's people write to each other, in the buyer's language.

use domain::refund::RequestReason;

/// A sentence in English, French and Chinese.
type Said = [&'static str; 3];

fn pick(said: Said, language: &str) -> String {
    let [english, french, chinese] = said;
    match language {
        "fr" => french,
        "zh" => chinese,
        _ => english,
    }
    .to_owned()
}

pub fn complaint(reason: RequestReason, language: &str) -> String {
    let said = match reason {
        RequestReason::Damaged => [
            "One piece arrived broken: a corner of the box was pushed in, and so was what lay behind it.",
            "Une pièce est arrivée cassée : le carton était enfoncé dans un angle, et ce qu’il y avait derrière aussi.",
            "有一件送到时已经碎了，纸箱的一角被压瘪，里面的东西正好在那里。",
        ],
        RequestReason::NotAsDescribed => [
            "The colour is a good deal darker than in the picture. I would keep it if part of the price came back.",
            "La couleur est nettement plus foncée que sur l’image. Je le garde volontiers contre une partie du prix.",
            "颜色比图片上深不少。如果能退一部分钱，我愿意留下。",
        ],
        _ => [
            "I think this was meant for somebody else: it is not what I ordered.",
            "Je crois que ce colis était pour quelqu’un d’autre : ce n’est pas ce que j’ai commandé.",
            "这好像是别人的包裹，不是我订的东西。",
        ],
    };
    pick(said, language)
}

pub fn refusal(language: &str) -> String {
    pick(
        [
            "The picture was taken by daylight, beside a window; in the evening every glaze looks darker. You are welcome to send it back unused.",
            "La photo a été prise à la lumière du jour, près d’une fenêtre ; le soir, toutes les teintes foncent. Vous pouvez nous le renvoyer s’il n’a pas servi.",
            "图片是白天在窗边拍的，到了晚上颜色看起来都会深一些。未使用的话，欢迎寄回。",
        ],
        language,
    )
}

pub fn ruling(language: &str) -> String {
    pick(
        [
            "The picture and the piece differ, though less than described. Half of what was asked is fair to both.",
            "L’image et l’objet diffèrent, mais moins que décrit. La moitié de la somme demandée est juste pour les deux.",
            "图片与实物确有差别，但没有描述的那么大。退还所求金额的一半，对双方都公平。",
        ],
        language,
    )
}

pub fn called_off(language: &str) -> String {
    pick(
        [
            "The last one cracked while I was packing it. I am sorry, and your money is on its way back.",
            "Le dernier s’est fendu pendant que je l’emballais. Toutes mes excuses ; vous êtes remboursé.",
            "最后一件在打包时裂了，非常抱歉，款项已原路退回。",
        ],
        language,
    )
}

pub fn goodwill(language: &str) -> String {
    pick(
        [
            "It travelled longer than it should have. A little of it back, with thanks for your patience.",
            "Le trajet a été plus long que prévu. Un petit geste, avec nos remerciements pour votre patience.",
            "路上耽搁得比预想的久，退您一点心意，感谢您的耐心。",
        ],
        language,
    )
}

/// Who carries parcels from a country, and how its numbers begin.
pub fn carrier(country: &str) -> (&'static str, &'static str) {
    match country {
        "FR" => ("Colissimo", "6A"),
        "DE" => ("DHL", "00340"),
        "PT" => ("CTT Expresso", "DA"),
        "CN" => ("SF Express", "SF"),
        "MX" => ("Estafeta", "80"),
        _ => ("USPS", "9400"),
    }
}
