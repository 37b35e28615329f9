//! The tree of categories: what a market starts with, and what its operator makes of it.

use testkit::Kind;

use crate::browser::Browser;
use crate::house::House;
use crate::opening::opens;

const TREE: &str = r#"
[[categories]]
slug = "food"
name = { en = "Food", fr = "Alimentation", zh = "食品" }
drawing = "apple"
hue = 130
[[categories]]
slug = "boats"
name = { en = "Boats" }
[[categories]]
slug = "boats/oars"
name = { en = "Oars" }
drawing = "spoon"
hue = 205
"#;

#[test]
fn a_tree_grows_and_is_renamed_by_a_file_on_sqlite() {
    grows_the_tree(&House::new(Kind::Sqlite).expect("SQLite needs nothing"));
}

#[test]
fn a_tree_grows_and_is_renamed_by_a_file_on_postgresql() {
    if let Some(house) = House::new(Kind::Postgres) {
        grows_the_tree(&house);
    }
}

/// A market starts with a tree; its operator adds to it and renames in it.
fn grows_the_tree(house: &House) {
    opens(house);
    let before = house.does(&["category", "list"]);
    assert_eq!(before[0]["name"]["fr"], "Épicerie");
    house.file("tree.toml", TREE);
    let tree = house.folder().join("tree.toml");
    let set = ["category", "set", tree.to_str().unwrap()];
    assert_eq!(house.does(&set), serde_json::json!({ "added": 2, "changed": 1 }));
    assert_eq!(house.does(&set), serde_json::json!({ "added": 0, "changed": 0 }), "the same file again");
    let after = house.does(&["category", "list"]);
    let (before, after) = (before.as_array().unwrap(), after.as_array().unwrap());
    assert_eq!((after.len(), &after[0]["name"]["fr"]), (before.len() + 2, &"Alimentation".into()));
    assert_eq!(after.last().unwrap()["slug"], "boats/oars");
    house.file("tree.toml", &TREE.replace("boats/oars", "ships/oars"));
    let told = house.tries(&set);
    assert!(!told.status.success() && told.log.contains("`ships/oars`: its parent is neither"), "{told:?}");
    assert_eq!(house.does(&["category", "list"]).as_array(), Some(after), "nothing was done");
    let server = house.serves();
    Browser::at(server.port).sees("/category/boats/oars", &["Oars"]);
    server.ends();
}
