//! Whatever a stranger sends, no parser panics and what it takes reads back the same: the bodies of the fuzz targets, over
//! the kept seeds with small changes, and over plain noise.

use std::path::Path;

use proptest::prelude::{ProptestConfig, any, prop};
use proptest::{prop_assert, proptest};
use testkit::strangers::ALL;

const CASES: u32 = 400;
const BYTES_MAX: usize = 600;

/// Seeds of a target, kept beside the fuzz targets.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds").join(name);
    let files = std::fs::read_dir(&folder).expect("every target has seeds");
    files.map(|file| std::fs::read(file.expect("it can be listed").path()).expect("it can be read")).collect()
}

#[test]
fn every_parser_has_seeds_and_takes_them() {
    for (name, body) in ALL {
        let seeds = seeds(name);
        assert!(!seeds.is_empty(), "{name} has no seed");
        seeds.iter().for_each(|seed| body(seed));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn noise_is_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..BYTES_MAX)) {
        for (_, body) in ALL {
            body(&bytes);
        }
    }

    #[test]
    fn readable_noise_too(text in "[ -~\\n,;=&%._\u{e9}\u{4e00}\u{202f}]{0,200}") {
        for (_, body) in ALL {
            body(text.as_bytes());
        }
    }

    #[test]
    fn what_is_nearly_right_too(
        which in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        put in prop::collection::vec(any::<u8>(), 0..4),
        cut in 0_usize..6,
    ) {
        for (name, body) in ALL {
            let seeds = seeds(name);
            let mut bytes = seeds[which.index(seeds.len())].clone();
            prop_assert!(!bytes.is_empty(), "an empty seed of {}", name);
            let from = at.index(bytes.len());
            let to = (from + cut).min(bytes.len());
            bytes.splice(from..to, put.iter().copied());
            body(&bytes);
        }
    }
}
