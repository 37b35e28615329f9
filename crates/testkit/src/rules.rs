//! How the cast changes a market's rules: proposed by Olga, approved by Otto, in force at their date.

use domain::policy::Policy;
use domain::policy::change::{Proposal, Wish};
use domain::{MarketId, Micros};
use engine::OperatorMember;

use crate::World;
use crate::cast::sign_up;

impl World {
    /// A second member of the operator; joins when first asked for.
    pub async fn otto(&self) -> OperatorMember {
        let user = match engine::by_hand::account_of(&self.engine, "otto@example.com").await {
            Ok(user) => user,
            Err(_) => {
                let user = sign_up(&self.engine, "Otto Operator", "otto@example.com").await;
                let operator = self.cast.olga.operator;
                engine::market::add_member(&self.engine, operator, user, self.now()).await.expect("a member");
                user
            }
        };
        let operator = self.cast.olga.operator;
        OperatorMember::by_hand(&self.engine, operator, user).await.expect("Otto is a member")
    }

    /// Olga proposes a change of the rules in force.
    pub async fn proposes(&self, market: MarketId, set: impl FnOnce(&mut Policy)) -> Proposal {
        let mut policy = self.engine.policy(market, self.now()).policy.clone();
        set(&mut policy);
        let wished = (policy, Wish::default());
        engine::policy::propose(&self.engine, &self.cast.olga, market, wished, self.now())
            .await
            .expect("a change that fits")
    }

    /// Both members change the rules. Answers when that holds; time does not move.
    pub async fn changes_rules(&self, market: MarketId, set: impl FnOnce(&mut Policy)) -> Micros {
        let otto = self.otto().await;
        let proposal = self.proposes(market, set).await;
        if let Some(since) = proposal.since {
            return since;
        }
        let approved = engine::policy::approve(&self.engine, &otto, proposal.id, self.now()).await;
        approved.expect("Otto agrees").since.expect("what is approved has a date")
    }
}
