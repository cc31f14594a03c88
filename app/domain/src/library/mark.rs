//! A short mark of English words, by which a translation notices that they have changed since.

use serde::Serialize;

/// Eight digits and letters that stay the same as long as these words do: a hash (32 bits of FNV-1a with 64) of the words
/// alone, so that lines and spaces in a file may change. It guards against oversight, not against intent.
pub(super) fn mark(words: &impl Serialize) -> String {
    let bytes = postcard::to_allocvec(words).unwrap_or_default();
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
}

#[cfg(test)]
mod tests {
    use super::mark;

    #[test]
    fn a_mark_changes_with_each_word_and_its_place() {
        assert_eq!(mark(&["one", "two"]), mark(&["one", "two"]));
        assert_ne!(mark(&["one", "two"]), mark(&["onet", "wo"]));
        assert_ne!(mark(&["one", "two"]), mark(&["two", "one"]));
        assert_eq!(mark(&[""]).len(), 8);
    }
}
