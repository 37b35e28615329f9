//! Writes every sample of every page into the folder that `HALLES_LOOK` names, for looking at them in a browser.
//! Does nothing where the variable is not set.

use askama::Template;
use web::{Lang, Page, Words};

fn write<P: Page>(folder: &std::path::Path) {
    let name = std::any::type_name::<P>().rsplit("::").next().unwrap().to_lowercase();
    for lang in Lang::ALL {
        for (at, sample) in P::samples(Words::new(lang)).iter().enumerate() {
            let html = Template::render(sample).unwrap();
            std::fs::write(folder.join(format!("{name}-{at}-{}.html", lang.html())), html).unwrap();
        }
    }
}

#[test]
fn every_sample_can_be_looked_at() {
    let Some(folder) = std::env::var_os("HALLES_LOOK") else { return };
    let folder = std::path::Path::new(&folder);
    std::fs::create_dir_all(folder).unwrap();
    write::<crate::home::Home>(folder);
    write::<crate::category::ShowCategory>(folder);
    write::<crate::search::ShowSearch>(folder);
    write::<crate::shop::ShowShop>(folder);
    write::<crate::shop::ListShops>(folder);
    write::<crate::follow::AskFollow>(folder);
    write::<crate::follow::ListFollowed>(folder);
    write::<crate::product::ShowProduct>(folder);
    write::<crate::cart::ShowCart>(folder);
    write::<crate::checkout::ShowCheckout>(folder);
    write::<crate::purchase::ShowPurchase>(folder);
    write::<crate::purchase::ListPurchases>(folder);
    write::<crate::refund::AskRefund>(folder);
    write::<crate::review::WriteReview>(folder);
    write::<crate::review::ListReviews>(folder);
    write::<crate::review::HowReviews>(folder);
    write::<crate::withdrawal::Declare>(folder);
    write::<crate::withdrawal::Receipt>(folder);
    write::<crate::paper::Paper>(folder);
    write::<crate::sign_in::SignIn>(folder);
    write::<crate::sign_up::SignUp>(folder);
    write::<crate::verification::Verify>(folder);
    write::<crate::password::Forgotten>(folder);
    write::<crate::password::NewPassword>(folder);
    write::<crate::account::ShowAccount>(folder);
    write::<crate::sandbox::Pay>(folder);
    write::<crate::mail_box::MailBox>(folder);
    write::<crate::mail_box::ShowLetter>(folder);
    write::<crate::about::About>(folder);
    write::<crate::directory::Directory>(folder);
}
