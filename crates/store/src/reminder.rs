//! When a seller was reminded of what, in the bucket of the seller.

use domain::ApplicationId;
use domain::reminder::Reminder;

use crate::db::{Record, Stored, Tx};
use crate::{record, statement, values};

record!(Reminder as REMINDERS in "reminder", bucket |it| it.application.bucket(), keys [application, about], {
    application: i, about: t, at: i, by_whom: t, version: i
});

statement!(
    OF_APPLICATION,
    "select {columns reminder} from reminder where bucket = $1 and application = $2 order by about"
);

/// All of one application: at most one a kind of paper.
pub fn of_application(tx: &mut Tx<'_>, application: ApplicationId) -> Stored<Vec<Reminder>> {
    tx.query(OF_APPLICATION, values![application.bucket(), application], Reminder::from_row)
}
