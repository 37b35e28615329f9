//! SQLite's write-ahead log as bytes: its head, its frames, their checksums. The format is part of SQLite's documented
//! file format, which it promises to keep. Never writes.

pub(super) const HEAD_BYTES: usize = 32;
pub(super) const FRAME_HEAD_BYTES: usize = 24;
/// The last bit tells in which order of bytes checksums are made.
const MAGIC: u32 = 0x377f_0682;
const VERSION: u32 = 3_007_000;
const PAGE_BYTES_MAX: u32 = 65_536;

type Sum = [u32; 2];

/// The head of a log: its salts stand in each of its frames, so that frames of an older log are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) bytes: [u8; HEAD_BYTES],
    pub(super) page_bytes: usize,
    sequence: u32,
    salts: [u8; 8],
    is_big_endian: bool,
}

/// Reads frames in their order: each checksum goes on from the one before.
#[derive(Debug, Clone)]
pub(super) struct Chain {
    head: Head,
    sum: Sum,
}

impl Head {
    /// Absent where the bytes are no head that was written to its end.
    pub(super) fn read(bytes: [u8; HEAD_BYTES]) -> Option<Self> {
        let (magic, page_bytes) = (word(&bytes, 0), word(&bytes, 8));
        let is_big_endian = magic & 1 == 1;
        let fits = magic & !1 == MAGIC
            && word(&bytes, 4) == VERSION
            && page_bytes.is_power_of_two()
            && (512..=PAGE_BYTES_MAX).contains(&page_bytes);
        let sum = summed([0, 0], &bytes[..24], is_big_endian);
        (fits && sum == [word(&bytes, 24), word(&bytes, 28)]).then(|| Self {
            bytes,
            page_bytes: page_bytes as usize,
            sequence: word(&bytes, 12),
            salts: bytes[16..24].try_into().expect("eight of thirty-two bytes"),
            is_big_endian,
        })
    }

    pub(super) fn frame_bytes(&self) -> usize {
        FRAME_HEAD_BYTES + self.page_bytes
    }

    /// Where frame `number` (from 0) begins; also the length of a log of so many frames.
    pub(super) fn offset(&self, number: u64) -> u64 {
        HEAD_BYTES as u64 + number * self.frame_bytes() as u64
    }

    /// Whether this log was begun when `before` was started over, and none between.
    pub(super) fn follows(&self, before: &Self) -> bool {
        self.sequence == before.sequence.wrapping_add(1)
            && word(&self.bytes, 16) == word(&before.bytes, 16).wrapping_add(1)
    }

    pub(super) fn chain(&self) -> Chain {
        Chain { head: self.clone(), sum: [word(&self.bytes, 24), word(&self.bytes, 28)] }
    }

    /// Goes on behind a frame that is known to be right.
    pub(super) fn chain_behind(&self, frame: &[u8]) -> Chain {
        Chain { head: self.clone(), sum: [word(frame, 16), word(frame, 20)] }
    }
}

impl Chain {
    /// Whether that frame, of which only the head is needed, was taken last.
    pub(super) fn is_behind(&self, frame: &[u8]) -> bool {
        frame[8..16] == self.head.salts && self.sum == [word(frame, 16), word(frame, 20)]
    }

    /// Takes the next frame. `Some(true)` where it ends a commit; absent where it is not of this log.
    pub(super) fn take(&mut self, frame: &[u8]) -> Option<bool> {
        if frame[8..16] != self.head.salts {
            return None;
        }
        let order = self.head.is_big_endian;
        let sum = summed(self.sum, &frame[..8], order);
        let sum = summed(sum, &frame[FRAME_HEAD_BYTES..], order);
        if sum != [word(frame, 16), word(frame, 20)] {
            return None;
        }
        self.sum = sum;
        Some(word(frame, 4) != 0)
    }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"))
}

fn summed([mut first, mut second]: Sum, bytes: &[u8], is_big_endian: bool) -> Sum {
    for eight in bytes.chunks_exact(8) {
        let number = |four: &[u8]| {
            let four = four.try_into().expect("half of eight bytes");
            if is_big_endian { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) }
        };
        first = first.wrapping_add(number(&eight[..4])).wrapping_add(second);
        second = second.wrapping_add(number(&eight[4..])).wrapping_add(first);
    }
    [first, second]
}
