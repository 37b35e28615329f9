-- The first market: everything from a user's sign-in to a seller's payout.
-- `bucket` says where a row lives and leads every key (in SQLite, which is in one place, it stands last instead); tables
-- without one are reference tables, copied to every node.
-- Money is in minor units, times in microseconds since 1970 UTC, JSON is opaque text.

-- reference: the legal entity that runs markets
create table operator (
  id bigint not null primary key, name text not null, legal_name text not null, street text not null,
  postcode text not null, city text not null, country text not null, vat_number text, email text not null
);

-- reference: one marketplace site
create table market (
  id bigint not null primary key, operator bigint not null references operator (id), slug text not null unique,
  name text not null, country text not null, currency text not null, language text not null, theme text not null,
  offset_minutes bigint not null, opened_at bigint not null
);

-- reference: under which host names a market is reached, over dated time
create table market_host (
  host text not null, since bigint not null, market bigint not null references market (id),
  until_at bigint, primary key (host, since)
);

-- reference: a market's rules as a dated version; running orders keep theirs
create table policy_version (
  market bigint not null references market (id), number bigint not null, since bigint not null,
  body text not null, author text not null, primary key (market, number)
);

-- reference: a place in the tree by which goods are found
create table category (
  path text not null primary key, ordinal bigint not null, name text not null, drawing text not null,
  hue bigint not null
);

-- reference: which process holds a node number, and the highest millisecond that its ids have used
create table node_lease (
  node bigint not null primary key, holder text not null, until_at bigint not null, high_water_ms bigint not null
);

-- reference: which process reads a lane of the outbox and fires its timers
create table lane_lease (
  lane bigint not null primary key, holder text not null, until_at bigint not null, next_position bigint not null
);

-- reference: how far a consumer has read a lane
create table consumer_position (
  consumer text not null, lane bigint not null, position bigint not null, primary key (consumer, lane)
);

-- A text that must be unique everywhere (an e-mail, a shop's slug on a market), in the bucket of its own hash.
create table claim (
  bucket bigint not null, kind text not null, text text not null, owner bigint not null, at bigint not null,
  primary key (bucket, kind, text)
) {norowid};

-- What a caller's command did, so that the same id gives the same answer.
create table command (
  bucket bigint not null, actor bigint not null, key text not null, hash {blob} not null, outcome text not null,
  at bigint not null, primary key (bucket, actor, key)
) {norowid};
create index command_at on command (bucket, at);

-- Something that happened, for mail, read-models and calls to the outside; numbered by the holder of its lane.
create table outbox (
  bucket bigint not null, id bigint not null, kind text not null, subject bigint not null, body text not null,
  at bigint not null, position bigint, primary key (bucket, id)
) {norowid};
-- A lane is 64 buckets.
create index outbox_position on outbox ((bucket / 64), position) where position is not null;
create index outbox_new on outbox (bucket) where position is null;

-- Something that is due at a time; deleted in the transaction of its act.
create table timer (
  bucket bigint not null, subject bigint not null, kind text not null, due_at bigint not null,
  primary key (bucket, subject, kind)
) {norowid};
create index timer_due on timer (bucket, due_at);

-- A person who signs in, or a guest.
create table users (
  bucket bigint not null, id bigint not null, email text, name text not null, password_hash text,
  language text not null, verified_at bigint, created_at bigint not null, version bigint not null,
  primary key (bucket, id)
) {norowid};

-- One browser on one host.
create table session (
  bucket bigint not null, id bigint not null, user_id bigint not null, secret_hash {blob} not null, host text not null,
  agent text not null, created_at bigint not null, seen_at bigint not null, expires_at bigint not null,
  ended_at bigint, primary key (bucket, id)
) {norowid};
create index session_of_user on session (bucket, user_id);

-- A secret sent by mail or handed to another host; only its hash is kept.
create table secret (
  bucket bigint not null, hash {blob} not null, user_id bigint not null, kind text not null, subject bigint not null,
  expires_at bigint not null, used_at bigint, primary key (bucket, hash)
) {norowid};

-- A place that a user had goods sent to.
create table user_address (
  bucket bigint not null, user_id bigint not null, ordinal bigint not null, body text not null,
  primary key (bucket, user_id, ordinal)
) {norowid};

-- For whom a user acts.
create table membership (
  bucket bigint not null, user_id bigint not null, member_of text not null, subject bigint not null,
  role text not null, since bigint not null, primary key (bucket, user_id, member_of, subject)
) {norowid};

-- Who acts for a seller: the same memberships in the seller's bucket.
create table seller_member (
  bucket bigint not null, seller bigint not null, user_id bigint not null, role text not null, since bigint not null,
  email text not null, name text not null, language text not null, primary key (bucket, seller, user_id)
) {norowid};

-- What a user may buy on a market.
create table cart_line (
  bucket bigint not null, user_id bigint not null, market bigint not null, offer bigint not null,
  quantity bigint not null, price_seen bigint not null, added_at bigint not null,
  primary key (bucket, user_id, market, offer)
) {norowid};

-- What a buyer pays at once.
create table purchase (
  bucket bigint not null, id bigint not null, user_id bigint not null, market bigint not null,
  operator bigint not null, state text not null, email text not null, language text not null, address text not null,
  goods bigint not null, delivery bigint not null, tax bigint not null, total bigint not null, currency text not null,
  policy_number bigint not null, created_at bigint not null, expires_at bigint not null, paid_at bigint,
  secret_hash {blob} not null, version bigint not null, primary key (bucket, id)
) {norowid};
create index purchase_user on purchase (bucket, user_id, id);

-- The part of a purchase that one shop fulfils; its order id is given from the start.
create table purchase_part (
  bucket bigint not null, purchase bigint not null, order_id bigint not null, shop bigint not null,
  seller bigint not null, delivery_name text not null, days_min bigint not null, days_max bigint not null,
  handling_days bigint not null, goods bigint not null, delivery bigint not null, delivery_tax bigint not null,
  tax bigint not null, total bigint not null, commission_ppm bigint not null, fee_vat_ppm bigint not null,
  primary key (bucket, purchase, order_id)
) {norowid};

-- One variant in a purchase, with the price that held when it was made.
create table purchase_line (
  bucket bigint not null, purchase bigint not null, order_id bigint not null, ordinal bigint not null,
  offer bigint not null, product bigint not null, variant bigint not null, stock_item bigint not null,
  title text not null, options text not null, sku text not null, drawing text not null, hue bigint not null,
  picture text not null, quantity bigint not null, unit bigint not null, amount bigint not null,
  tax_class text not null, tax_ppm bigint not null, tax bigint not null, weight_grams bigint not null,
  primary key (bucket, purchase, ordinal)
) {norowid};

-- A buyer's attempt to pay a purchase.
create table payment (
  bucket bigint not null, id bigint not null, purchase bigint not null, user_id bigint not null,
  attempt bigint not null, amount bigint not null, currency text not null, state text not null,
  provider text not null, reference text not null, pay_url text not null, code text not null,
  created_at bigint not null, paid_at bigint, version bigint not null, primary key (bucket, id)
) {norowid};
create index payment_purchase on payment (bucket, purchase);

-- The copy of an order that its buyer's list shows.
create table my_order (
  bucket bigint not null, user_id bigint not null, order_id bigint not null, purchase bigint not null,
  market bigint not null, shop_name text not null, state text not null, total bigint not null, currency text not null,
  first_title text not null, pieces bigint not null, drawing text not null, hue bigint not null,
  picture text not null, placed_at bigint not null, changed_at bigint not null,
  primary key (bucket, user_id, order_id)
) {norowid};

-- Who sells.
create table seller (
  bucket bigint not null, id bigint not null, name text not null, legal_name text not null, street text not null,
  postcode text not null, city text not null, country text not null, vat_number text, email text not null,
  language text not null, iban text not null, created_at bigint not null, version bigint not null,
  primary key (bucket, id)
) {norowid};

-- A seller's storefront on one market.
create table shop (
  bucket bigint not null, id bigint not null, seller bigint not null, market bigint not null, slug text not null,
  name text not null, story text not null, drawing text not null, hue bigint not null, city text not null,
  country text not null, state text not null, handling_days bigint not null, opened_at bigint not null,
  version bigint not null, primary key (bucket, id)
) {norowid};
create index shop_seller on shop (bucket, seller);

-- One way of delivery to some countries.
create table zone (
  bucket bigint not null, shop bigint not null, ordinal bigint not null, name text not null, countries text not null,
  price bigint not null, per_kg bigint not null, free_above bigint, days_min bigint not null,
  days_max bigint not null, primary key (bucket, shop, ordinal)
) {norowid};

-- What a thing is.
create table product (
  bucket bigint not null, id bigint not null, seller bigint not null, key text not null, title text not null,
  brand text not null, category text not null, tax_class text not null, drawing text not null, hue bigint not null,
  options text not null, state text not null, source_hash text not null, created_at bigint not null,
  version bigint not null, text text not null, primary key (bucket, id), unique (bucket, seller, key)
) {norowid};

-- Which one exactly.
create table variant (
  bucket bigint not null, id bigint not null, product bigint not null, ordinal bigint not null, sku text not null,
  option_values text not null, barcode text not null, weight_grams bigint not null, stock_item bigint not null,
  version bigint not null, primary key (bucket, id)
) {norowid};
create index variant_product on variant (bucket, product, ordinal);

-- One shop's price and terms for a variant.
create table offer (
  bucket bigint not null, id bigint not null, shop bigint not null, market bigint not null, product bigint not null,
  variant bigint not null, price bigint not null, was bigint, currency text not null, condition text not null,
  live boolean not null, version bigint not null, primary key (bucket, id), unique (bucket, shop, variant),
  constraint offer_price_not_negative check (price >= 0)
) {norowid};
create index offer_product on offer (bucket, product);

-- A picture of a product.
create table picture (
  bucket bigint not null, product bigint not null, ordinal bigint not null, name text not null, alt text not null,
  width bigint not null, height bigint not null, source text not null, state text not null,
  primary key (bucket, product, ordinal)
) {norowid};

-- A seller's quantity of a variant. Narrow: it is written for every sale.
create table stock_item (
  bucket bigint not null, id bigint not null, seller bigint not null, on_hand bigint not null, held bigint not null,
  sold bigint not null, version bigint not null, primary key (bucket, id),
  constraint stock_never_below_zero check (held >= 0 and sold >= 0 and on_hand >= held + sold)
) {norowid};

-- A change of a stock item, with its cause.
create table movement (
  bucket bigint not null, id bigint not null, item bigint not null, cause text not null, on_hand bigint not null,
  held bigint not null, sold bigint not null, subject bigint not null, at bigint not null,
  primary key (bucket, id)
) {norowid};
create index movement_item on movement (bucket, item, id);

-- Stock promised to one purchase for a limited time.
create table hold (
  bucket bigint not null, purchase bigint not null, item bigint not null, quantity bigint not null,
  expires_at bigint not null, state text not null, primary key (bucket, purchase, item)
) {norowid};
create index hold_item on hold (bucket, item);

-- The part of a purchase that one shop fulfils, once it is paid.
create table orders (
  bucket bigint not null, id bigint not null, purchase bigint not null, payment bigint not null,
  charge_reference text not null, shop bigint not null, seller bigint not null, market bigint not null,
  operator bigint not null, user_id bigint not null, state text not null, email text not null, language text not null,
  address text not null, delivery_name text not null, days_min bigint not null, days_max bigint not null,
  handling_days bigint not null, goods bigint not null, delivery bigint not null, delivery_tax bigint not null,
  tax bigint not null, total bigint not null, currency text not null, tax_owed bigint not null,
  commission_ppm bigint not null, commission_base bigint not null, fee_vat_ppm bigint not null,
  confirm_days_after_delivery bigint not null, confirm_days_after_dispatch bigint not null,
  payout_delay_days bigint not null, refunded bigint not null, released bigint not null, fee bigint not null,
  fee_vat bigint not null, fee_back bigint not null, fee_vat_back bigint not null, tax_collected bigint not null,
  tax_back bigint not null, pending bigint not null, placed_at bigint not null, shipped_at bigint,
  delivered_at bigint, completed_at bigint, closed_at bigint, matured_at bigint, confirm_at bigint,
  confirm_left bigint, version bigint not null, primary key (bucket, id),
  constraint orders_refunded_within_total check (refunded >= 0 and refunded <= total)
) {norowid};
create index orders_shop on orders (bucket, shop, id);

-- One variant in an order.
create table order_line (
  bucket bigint not null, order_id bigint not null, ordinal bigint not null, offer bigint not null,
  product bigint not null, variant bigint not null, stock_item bigint not null, title text not null,
  options text not null, sku text not null, drawing text not null, hue bigint not null, picture text not null,
  quantity bigint not null, shipped bigint not null, unit bigint not null, amount bigint not null,
  tax_class text not null, tax_ppm bigint not null, tax bigint not null, weight_grams bigint not null,
  primary key (bucket, order_id, ordinal)
) {norowid};

-- A dated step in the life of an order: what its timeline tells.
create table order_step (
  bucket bigint not null, order_id bigint not null, id bigint not null, step text not null, by_whom text not null,
  text text not null, amount bigint not null, at bigint not null, primary key (bucket, order_id, id)
) {norowid};

-- One parcel that left a shop.
create table shipment (
  bucket bigint not null, id bigint not null, order_id bigint not null, carrier text not null,
  tracking text not null, shipped_at bigint not null, delivered_at bigint, version bigint not null,
  primary key (bucket, id)
) {norowid};
create index shipment_order on shipment (bucket, order_id);

-- What is in a parcel.
create table shipment_line (
  bucket bigint not null, shipment bigint not null, ordinal bigint not null, quantity bigint not null,
  primary key (bucket, shipment, ordinal)
) {norowid};

-- A buyer's request for money back.
create table request (
  bucket bigint not null, id bigint not null, order_id bigint not null, user_id bigint not null, kind text not null,
  reason text not null, text text not null, asked bigint not null, granted bigint not null, state text not null,
  answer text not null, ruling text not null, opened_at bigint not null, answer_by bigint not null,
  answered_at bigint, escalated_at bigint, closed_at bigint, version bigint not null, primary key (bucket, id)
) {norowid};
create index request_order on request (bucket, order_id);
create index request_open on request (bucket {leads}, order_id) where closed_at is null;

-- Money on its way back to a buyer; in the bucket of the order, or of the user where no order came to be.
create table refund (
  bucket bigint not null, id bigint not null, order_id bigint, payment bigint not null,
  charge_reference text not null, amount bigint not null, currency text not null, cause text not null,
  state text not null, reference text not null, code text not null, opened_at bigint not null, done_at bigint,
  version bigint not null, primary key (bucket, id)
) {norowid};
create index refund_order on refund (bucket, order_id);

-- Money on its way to a seller's bank.
create table payout (
  bucket bigint not null, id bigint not null, seller bigint not null, amount bigint not null, currency text not null,
  iban text not null, state text not null, reference text not null, code text not null, proposed_at bigint not null,
  approved_at bigint, approved_by text not null, paid_at bigint, version bigint not null, primary key (bucket, id)
) {norowid};
create index payout_seller on payout (bucket, seller, id);

-- Money moved from one account to another. Never changed: a correction is another transfer.
create table transfer (
  bucket bigint not null, id bigint not null, operator bigint not null, currency text not null,
  debit_kind text not null, debit_subject bigint not null, credit_kind text not null, credit_subject bigint not null,
  amount bigint not null, reason text not null, event bigint not null, subject bigint not null, at bigint not null,
  primary key (bucket, id), constraint transfer_once unique (bucket, event, subject, reason),
  constraint transfer_is_positive check (amount > 0)
) {norowid};
create index transfer_subject on transfer (bucket, subject, id);
-- A seller's statement; what moves at the sale itself is in neither.
create index transfer_debited on transfer (bucket, debit_subject, id)
  where debit_kind in ('payable_pending', 'payable_available', 'due_from_seller');
create index transfer_credited on transfer (bucket, credit_subject, id)
  where credit_kind in ('payable_pending', 'payable_available', 'due_from_seller');

-- The balance of a limited account, which guards it.
create table balance (
  bucket bigint not null, operator bigint not null, kind text not null, subject bigint not null,
  currency text not null, amount bigint not null, primary key (bucket, operator, kind, subject, currency),
  constraint balance_never_below_zero check (amount >= 0)
) {norowid};

-- A line of the provider's daily settlement file, in the bucket of what it settles; by ordinal the first word of a file,
-- then by how much each corrected file differs.
create table settlement_line (
  bucket bigint not null, id bigint not null, operator bigint not null, day text not null, reference text not null,
  kind text not null, ordinal bigint not null, intent text not null, gross bigint not null, fee bigint not null,
  net bigint not null, currency text not null, state text not null, at bigint not null, primary key (bucket, id),
  unique (bucket, operator, day, reference, kind, ordinal)
) {norowid};

-- What the bank says of the safeguarded account: one sum a line, in the operator's bucket; by ordinal the first sum of a
-- reference, then corrections.
create table bank_line (
  bucket bigint not null, id bigint not null, operator bigint not null, day text not null, text text not null,
  reference text not null, ordinal bigint not null, amount bigint not null, currency text not null, at bigint not null,
  primary key (bucket, id), unique (bucket, operator, reference, ordinal)
) {norowid};
create index bank_line_operator on bank_line (bucket, operator, id);

-- Read-model in the market's bucket: one product of one shop, as lists show it.
create table listing (
  bucket bigint not null, market bigint not null, product bigint not null, shop bigint not null,
  shop_slug text not null, shop_name text not null, title text not null, category text not null,
  category_top text not null, price bigint not null, price_most bigint not null, was bigint, currency text not null,
  drawing text not null, hue bigint not null, picture text not null, available boolean not null,
  created_at bigint not null, primary key (bucket, market, product, shop)
) {norowid};
create index listing_new on listing (bucket, market, created_at, product);
create index listing_price on listing (bucket, market, price, product);
create index listing_category on listing (bucket, market, category_top, product);
create index listing_shop on listing (bucket, market, shop, product);

-- Read-model: the words by which a listing is found.
create table listing_word (
  bucket bigint not null, market bigint not null, word text not null, product bigint not null, shop bigint not null,
  primary key (bucket, market, word, product, shop)
) {norowid};
create index listing_word_product on listing_word (bucket, market, product, shop);

-- Read-model in the market's bucket: the shops of a market.
create table shop_list (
  bucket bigint not null, market bigint not null, shop bigint not null, seller bigint not null, slug text not null,
  name text not null, legal_name text not null, story text not null, drawing text not null, hue bigint not null,
  city text not null, country text not null, state text not null, products bigint not null, opened_at bigint not null,
  primary key (bucket, market, shop)
) {norowid};

-- Read-model in the market's bucket: the orders of a market, for its operator.
create table order_list (
  bucket bigint not null, market bigint not null, order_id bigint not null, shop bigint not null,
  shop_name text not null, seller bigint not null, state text not null, total bigint not null,
  refunded bigint not null, currency text not null, buyer text not null, request_state text not null,
  placed_at bigint not null, changed_at bigint not null, primary key (bucket, market, order_id)
) {norowid};

-- Read-model in the operator's bucket: payouts of all sellers.
create table payout_list (
  bucket bigint not null, operator bigint not null, payout bigint not null, seller bigint not null,
  seller_name text not null, amount bigint not null, currency text not null, state text not null,
  proposed_at bigint not null, primary key (bucket, operator, payout)
) {norowid};

-- The built-in sandbox provider's own books: a stand-in for another company, never read by an act of a market.
create table sandbox_charge (
  bucket bigint not null, id bigint not null, reference text not null, intent text not null, amount bigint not null,
  currency text not null, description text not null, return_url text not null, language text not null,
  state text not null, code text not null, card text not null, created_at bigint not null, paid_at bigint,
  refunded bigint not null, primary key (bucket, id), unique (bucket, reference), unique (bucket, intent)
) {norowid};

-- A movement in the sandbox provider's books that its daily file tells: charge, refund or payout.
create table sandbox_entry (
  bucket bigint not null, id bigint not null, reference text not null, intent text not null, kind text not null,
  gross bigint not null, fee bigint not null, currency text not null, at bigint not null, state text not null,
  code text not null, primary key (bucket, id), unique (bucket, intent, kind)
) {norowid};
