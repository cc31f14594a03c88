//! Rejects JSON with a duplicate key in one object: a reader would keep the last value and silently drop the first, and
//! an answer with it.

use std::{collections::HashSet, fmt};

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A JSON value without duplicate keys. Holds nothing: reading it is the check.
pub struct UniqueKeys;

impl<'de> Deserialize<'de> for UniqueKeys {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Walk).map(|()| Self)
    }
}

/// Checks `json` for duplicate keys.
///
/// # Errors
/// The first duplicate key, with its position, or invalid JSON.
pub fn unique_keys(json: &str) -> Result<(), serde_json::Error> {
    serde_json::from_str::<UniqueKeys>(json).map(|_| ())
}

struct Walk;

impl<'de> Visitor<'de> for Walk {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element::<UniqueKeys>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen: HashSet<String> = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            if seen.contains(&key) {
                map.next_value::<IgnoredAny>()?;
                return Err(A::Error::custom(format!("the key “{}” comes twice; keep one", key.escape_default())));
            }
            seen.insert(key);
            map.next_value::<UniqueKeys>()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_comes_twice_is_named_wherever_it_is() {
        for json in [r#"{"a":1,"a":2}"#, r#"[{"b":{"a":1,"c":0,"a":[]}}]"#, r#"{"\u0061":1,"a":2}"#] {
            assert!(unique_keys(json).unwrap_err().to_string().contains("“a” comes twice"), "{json}");
        }
        assert!(unique_keys(r#"{"a":{"a":[1,-1,2.5,true,null,"a",{"a":1}]},"b":1}"#).is_ok());
        assert!(unique_keys("{").is_err());
    }
}
