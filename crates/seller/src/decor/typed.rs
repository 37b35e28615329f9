//! A decor as a seller types it, and back. Texts in other languages than the page's stay as they were.

use domain::Code;
use domain::decor::{
    Block, BlockKind, CHOSEN_MAX, Corners, Decor, DecorRefusal, Fonts, GALLERY_MAX, TEXT_LETTERS_MAX,
    TITLE_LETTERS_MAX, Theme, ThemeRefusal,
};
use domain::wording::Wording;
use web::actor::code_of;
use web::{Arg, Form};

/// What a seller begins with who wants colours of their own.
const FIRST: [(&str, &str); 3] = [("accent", "#8a3b12"), ("ink", "#2a2018"), ("paper", "#fbf6ee")];

/// The form that shows a decor.
pub(super) fn filled(decor: &Decor, language: &str) -> Form {
    let mut pairs: Vec<(String, String)> = vec![
        ("sign".to_owned(), decor.sign.clone()),
        ("banner".to_owned(), decor.banner.clone()),
        ("policies".to_owned(), decor.policies.own(language).to_owned()),
    ];
    match &decor.theme {
        Some(theme) => pairs.extend([
            ("own".to_owned(), "yes".to_owned()),
            ("accent".to_owned(), theme.accent.to_string()),
            ("ink".to_owned(), theme.ink.to_string()),
            ("paper".to_owned(), theme.paper.to_string()),
            ("corners".to_owned(), theme.corners.code().to_owned()),
            ("fonts".to_owned(), theme.fonts.code().to_owned()),
        ]),
        None => {
            pairs.extend(FIRST.map(|(name, value)| (name.to_owned(), value.to_owned())));
            pairs
                .extend([("corners", "soft"), ("fonts", "house")].map(|(a, b)| (a.to_owned(), b.to_owned())));
        }
    }
    for (at, block) in decor.blocks.iter().enumerate() {
        let mut add = |name: &str, value: String| pairs.push((format!("{name}.{at}"), value));
        add("title", block.title().own(language).to_owned());
        match block {
            Block::Banner { text, picture, .. } => {
                add("text", text.own(language).to_owned());
                add("picture", picture.clone());
            }
            Block::Text { text, .. } => add("text", text.own(language).to_owned()),
            Block::Chosen { products, .. } => products.iter().for_each(|id| add("products", id.to_string())),
            Block::Collection { category, .. } => add("category", category.clone()),
            Block::Gallery { pictures, .. } => pictures.iter().for_each(|name| add("pictures", name.clone())),
        }
    }
    Form::filled(pairs.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

/// The decor that was typed, over the draft that was shown. What does not fit is noted at its field.
pub(super) fn read(form: &mut Form, known: &Decor, language: &str) -> Option<Decor> {
    let theme = if form.checked("own") { Some(theme(form)) } else { None };
    let policies = form.optional("policies", TEXT_LETTERS_MAX);
    let blocks: Vec<Option<Block>> =
        known.blocks.iter().enumerate().map(|(at, block)| read_block(form, at, block, language)).collect();
    let decor = Decor {
        theme: match theme {
            Some(theme) => Some(theme?),
            None => None,
        },
        sign: form.value("sign").to_owned(),
        banner: form.value("banner").to_owned(),
        policies: known.policies.clone().edited(language, &policies?),
        blocks: blocks.into_iter().collect::<Option<Vec<Block>>>()?,
    };
    form.is_fine().then_some(decor)
}

fn theme(form: &mut Form) -> Option<Theme> {
    let [accent, ink, paper] = ["accent", "ink", "paper"].map(|field| {
        let colour = form.value(field).parse().ok();
        if colour.is_none() {
            form.errors.refuse(field, "theme.not_a_colour", Vec::new());
        }
        colour
    });
    let corners = form.value("corners").parse().unwrap_or(Corners::Soft);
    let fonts = form.value("fonts").parse().unwrap_or(Fonts::House);
    Some(Theme { accent: accent?, ink: ink?, paper: paper?, corners, fonts })
}

fn read_block(form: &mut Form, at: usize, known: &Block, language: &str) -> Option<Block> {
    let field = |name: &str| format!("{name}.{at}");
    let title = known.title().clone().edited(language, &form.optional(&field("title"), TITLE_LETTERS_MAX)?);
    let mut words = |known: &Wording| {
        form.optional(&field("text"), TEXT_LETTERS_MAX).map(|text| known.clone().edited(language, &text))
    };
    Some(match known {
        Block::Text { text, .. } => Block::Text { text: words(text)?, title },
        Block::Banner { text, .. } => {
            let text = words(text)?;
            Block::Banner { text, title, picture: form.value(&field("picture")).to_owned() }
        }
        Block::Chosen { .. } => {
            let name = field("products");
            let ids = form.data.all(&name).filter_map(|id| id.parse().ok());
            Block::Chosen { products: ids.take(CHOSEN_MAX).collect(), title }
        }
        Block::Collection { .. } => {
            Block::Collection { category: form.value(&field("category")).to_owned(), title }
        }
        Block::Gallery { .. } => {
            let name = field("pictures");
            let names = form.data.all(&name).filter(|name| !name.is_empty());
            Block::Gallery { pictures: names.take(GALLERY_MAX).map(ToOwned::to_owned).collect(), title }
        }
    })
}

/// Notes a refusal at the field that it is about; a theme's with the contrast that it has.
pub(super) fn refuse(form: &mut Form, refusal: DecorRefusal) {
    let code = code_of(&refusal);
    let (field, ratio) = match refusal {
        DecorRefusal::Theme(ThemeRefusal::Ink { ratio }) => ("ink", Some(ratio)),
        DecorRefusal::Theme(ThemeRefusal::Accent { ratio } | ThemeRefusal::AccentByNight { ratio }) => {
            ("accent", Some(ratio))
        }
        DecorRefusal::Theme(ThemeRefusal::PaperTooDark { ratio }) => ("paper", Some(ratio)),
        _ => ("", None),
    };
    let written = |ratio: i64| format!("{}.{:02}", ratio / 100, ratio % 100);
    let args = ratio.map(|ratio| ("ratio", Arg::from(written(ratio))));
    form.errors.refuse(field, code, args.into_iter().collect());
}

/// A block of the kind that was chosen, at the end.
pub(super) fn add(form: &Form, decor: &mut Decor) {
    decor.blocks.extend(form.value("kind").parse::<BlockKind>().ok().map(Block::new));
}

#[cfg(test)]
mod tests {
    use domain::decor::Decor;
    use web::Form;

    use super::*;

    const GOOD: [&str; 5] = ["#8a3b12", "#2a2018", "#fbf6ee", "round", "book"];

    fn sent(values: [&str; 5]) -> Form {
        let names = ["accent", "ink", "paper", "corners", "fonts"];
        let pairs = names.into_iter().zip(values.map(ToOwned::to_owned));
        Form::filled(pairs.chain([("own", "yes".to_owned())]))
    }

    #[test]
    fn nothing_but_colours_of_six_digits_and_listed_letters_gets_into_a_stylesheet() {
        let hostile = [
            "red",
            "#fff",
            "#8a3b12;}body{display:none",
            "url(//evil.example/x)",
            "</style><script>",
            "#8a3b1\u{ff12}",
            "var(--ink)",
        ];
        for (at, text) in (0..3).flat_map(|at| hostile.map(|text| (at, text))) {
            let mut values = GOOD;
            values[at] = text;
            let mut form = sent(values);
            assert!(read(&mut form, &Decor::default(), "en").is_none(), "{text}");
        }
        let mut values = GOOD;
        (values[3], values[4]) = ("1rem;}*{color:red", "\"; @import url(//evil.example)");
        let theme = read(&mut sent(values), &Decor::default(), "en").unwrap().theme.unwrap();
        assert_eq!((theme.corners, theme.fonts), (Corners::Soft, Fonts::House));
        let sheet = theme.stylesheet();
        assert!(!sheet.contains("evil") && !sheet.contains("url") && !sheet.contains('<'), "{sheet}");
    }

    #[test]
    fn a_refused_theme_tells_its_contrast_at_the_field() {
        let mut form = sent(["#ffcc00", GOOD[1], "#ffffff", GOOD[3], GOOD[4]]);
        let decor = read(&mut form, &Decor::default(), "en").unwrap();
        refuse(&mut form, decor.checked().unwrap_err());
        let said = form.error("accent", web::Words::new(web::Lang::En));
        assert!(said.contains("1.37:1") && said.contains("4.50:1"), "{said}");
    }

    #[test]
    fn what_was_typed_comes_back_and_other_languages_stay() {
        let title = Wording::in_language("en", "Cups").with("fr", "Tasses");
        let block = Block::Text { title, text: Wording::in_language("en", "Thrown in Lyon.") };
        let decor = Decor { blocks: vec![block], ..Decor::default() };
        let mut form = filled(&decor, "en");
        assert_eq!(read(&mut form, &decor, "en").unwrap(), decor);
        let mut form = filled(&decor, "fr");
        assert_eq!(
            (form.value("title.0"), form.value("text.0")),
            ("Tasses", ""),
            "a language's own words alone"
        );
        assert_eq!(
            read(&mut form, &decor, "fr").unwrap(),
            decor,
            "nothing of another language is written over"
        );
        let mut form = filled(&decor, "zh");
        assert_eq!((form.value("title.0"), form.value("policies")), ("", ""));
        assert_eq!(read(&mut form, &decor, "zh").unwrap(), decor);
    }
}
