//! Search queries, sealed for use in URLs, because browsers and proxies store URLs.

use domain::records::Revision;

use crate::{
    Records, StoreError,
    seal::{SealContext, hex, unhex},
};

/// Maximum length of a sealed query, in characters.
const LONGEST: usize = 8_000;

impl Records {
    /// Seals names and values as hexadecimal digits; they open for this account only.
    ///
    /// # Errors
    ///
    /// Fails if the system provides no random bytes.
    pub fn seal_query(&self, query: &[(String, String)]) -> Result<String, StoreError> {
        let sealed = self.key().seal(self.query_context(), &query)?;
        Ok(hex(&sealed))
    }

    /// Opens a sealed query; none if it is damaged or foreign.
    pub fn open_query(&self, sealed: &str) -> Option<Vec<(String, String)>> {
        if sealed.len() > LONGEST {
            return None;
        }
        let bytes = unhex(sealed)?;
        self.keys().of(&bytes).open(self.query_context(), &bytes).ok()
    }

    fn query_context(&self) -> SealContext<'_> {
        self.seal_context("address", "asked", self.owner(), Revision(0))
    }
}

#[cfg(test)]
mod tests {
    use domain::records::Stamp;

    use crate::{Records, SessionAccess, Store};

    async fn records(store: &Store, login: &str) -> Records {
        let now = Stamp(1_800_000_000_000_000);
        let made = store.create_account(login, "seven quiet herons by the weir".into(), now).await.unwrap();
        let SessionAccess::Open(records) = store.open_session(&made.token, now).await.unwrap() else {
            panic!("not open")
        };
        records
    }

    #[tokio::test]
    async fn sec_25_a_sealed_query_opens_for_its_own_account_only() {
        let store = Store::open_temporary().await.unwrap();
        let (own, other) = (records(&store, "counsellor").await, records(&store, "colleague").await);
        let query = vec![("q".to_owned(), "Heron é".to_owned())];
        let sealed = own.seal_query(&query).unwrap();
        assert!(sealed.bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert_eq!(own.open_query(&sealed), Some(query));
        assert_eq!(other.open_query(&sealed), None);
        for wrong in ["", "a", "zz", "é", &sealed[2..]] {
            assert_eq!(own.open_query(wrong), None, "{wrong}");
        }
    }
}
