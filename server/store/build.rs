//! Migrations are compiled in; a new one must reach the next build.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
