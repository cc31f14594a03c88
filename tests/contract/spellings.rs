//! The same secret and the same name in other bytes: systems write é as one code point or as two.

use store::{Password, SignInError};

use crate::{
    engines::{Desk, NOW, open},
    on_both_engines,
};

on_both_engines!(
    a_secret_and_a_name_open_in_whichever_bytes_they_are_typed,
    sec_09_a_name_with_control_characters_is_answered_like_an_unknown_one,
);

const ONE: [&str; 2] = ["zo\u{eb}", "un h\u{e9}ron gris pr\u{e8}s de l\u{2019}\u{e9}cluse"];
const TWO: [&str; 2] = ["zoe\u{308}", "un he\u{301}ron gris pre\u{300}s de l\u{2019}e\u{301}cluse"];

async fn a_secret_and_a_name_open_in_whichever_bytes_they_are_typed(desk: Desk) {
    for (made, typed) in [(ONE, TWO), (TWO, ONE)] {
        let name = |login: &str| format!("{login}{}", made[0].len());
        let password = || Password::from(typed[1]);
        let (made_as, typed_as) = (name(made[0]), name(typed[0]));
        let welcome = desk.store.create_account(&made_as, Password::from(made[1]), NOW).await.unwrap();
        // The sign-in.
        let token = desk.store.sign_in(&typed_as, password(), NOW).await.unwrap();
        let records = open(&desk.store, &token, NOW).await;
        // What asks once more: the archive, a new recovery key.
        records.check_password(password(), NOW).await.unwrap();
        records.new_recovery_key(password().into(), NOW).await.unwrap();
        // The lock.
        records.lock().await.unwrap();
        let token = desk.store.unlock(&token, password(), NOW).await.unwrap();
        // Changing it, and the new one.
        let records = open(&desk.store, &token, NOW).await;
        let (new, as_typed) = (format!("{} 2", typed[1]), format!("{} 2", made[1]));
        records.change_password(password().into(), Password::from(&*new), NOW).await.unwrap();
        desk.store.sign_in(&made_as, Password::from(&*as_typed), NOW).await.unwrap();
        // Recovery, with the name and the new password in other bytes. The first key was replaced above.
        let used = desk.store.recover(&typed_as, &welcome.recovery.written(), Password::from(&*new), NOW).await;
        assert!(matches!(used, Err(SignInError::Wrong)));
        let token = desk.store.sign_in(&typed_as, Password::from(&*new), NOW).await.unwrap();
        let records = open(&desk.store, &token, NOW).await;
        let recovery = records.new_recovery_key(Password::from(&*as_typed).into(), NOW).await.unwrap().written();
        let (new, as_typed) = (format!("{} 3", typed[1]), format!("{} 3", made[1]));
        desk.store.recover(&typed_as, &recovery, Password::from(&*new), NOW).await.unwrap();
        desk.store.sign_in(&made_as, Password::from(&*as_typed), NOW).await.unwrap();
        let wrong =
            desk.store.sign_in(&typed_as, Password::from("un he\u{301}ron bleu pre\u{300}s d\u{2019}ici"), NOW).await;
        assert!(matches!(wrong, Err(SignInError::Wrong)), "other letters are another password");
    }
}

async fn sec_09_a_name_with_control_characters_is_answered_like_an_unknown_one(desk: Desk) {
    desk.first_account().await;
    let nobody = uuid::Uuid::nil();
    for (before, login) in ["counsellor\0", "\0", "coun\u{1}sellor", "nobody"].into_iter().enumerate() {
        let lines = i64::try_from(before).unwrap();
        assert_eq!(desk.store.check_audit(nobody).await.unwrap(), Ok(lines));
        let answer = desk.store.sign_in(login, Password::from(crate::engines::PASSWORD), NOW).await;
        assert!(matches!(answer, Err(SignInError::Wrong)), "{login:?}: {answer:?}");
        assert_eq!(desk.store.check_audit(nobody).await.unwrap(), Ok(lines + 1), "{login:?} counts as a failure");
    }
}
