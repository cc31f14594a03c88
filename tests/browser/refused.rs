//! What a form says that was refused, and what lies over a form that is long.

use crate::{
    begin,
    house::{House, skipped},
};

#[tokio::test]
async fn a_refused_form_begins_with_the_wrong_field_and_says_nothing_of_a_draft() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let couple = begin::couple(&house).await?;
    house.go(&format!("{couple}/edit")).await?;
    house.fill("#tags", "weir").await?;
    house.fill("#name", " ").await?;
    house.click("form.couple-form button[data-kind=primary]").await?;
    house.element("#name-fault").await?;
    house.until("return document.activeElement.id === 'name'").await?;
    // The script of the form puts the sent text back once it has opened its drafts.
    house.until("return Object.keys(localStorage).some((name) => name.startsWith('draft:'))").await?;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert_eq!(house.value("return document.querySelector('#tags').value").await?, "weir");
    let said = house.text("form.couple-form").await?;
    assert!(!said.contains("unsaved text is back"), "{said}");
    house.fill("#name", "Alder").await?;
    house.click("form.couple-form button[data-kind=primary]").await?;
    assert_eq!(house.text(".done-note p").await?.trim(), "Saved.");
    // A reload does not report it again.
    house.until("return location.search === ''").await?;
    house.close().await
}

#[tokio::test]
async fn what_a_long_form_says_of_saving_covers_no_words() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let couple = begin::couple(&house).await?;
    for (width, height) in [(1280, 900), (390, 844)] {
        house.resize(width, height).await?;
        house.go(&format!("{couple}/interview/a")).await?;
        house.element(".kept-form > .saved").await?;
        house.value("scrollTo(0, 1200)").await?;
        let covers =
            "const mark = document.querySelector('.kept-form'), card = document.querySelector('.interview .card');
            const [one, other] = [mark, card].map((of) => of.getBoundingClientRect());
            return one.left <= other.left && one.right >= other.right
                && getComputedStyle(mark).backgroundColor.startsWith('rgb(')";
        assert_eq!(house.value(covers).await?, true, "{width}: what scrolls below it is hidden whole");
    }
    house.close().await
}
