//! A fingerprint of English text, by which a translation detects later changes.

use serde::Serialize;

/// Returns eight characters that depend on these words alone: a hash (32 bits of 64-bit FNV-1a) that ignores line
/// breaks and spacing. Guards against oversight, not against intent.
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
