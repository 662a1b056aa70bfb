//! Whose cryptography verifies tokens: `jsonwebtoken` has none of its own, and panics at each token without one.

/// Settles it before the first token comes, where nobody has yet.
///
/// # Panics
/// When there is none: neither by a feature, nor installed.
pub(super) fn settle() {
    // Two crates of one program may want different ones, and features add up: `jsonwebtoken` itself would choose none then.
    #[cfg(all(feature = "jwt-aws-lc-rs", feature = "jwt-rust-crypto"))]
    let _installed_already = jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER.install_default();

    #[cfg(not(any(feature = "jwt-aws-lc-rs", feature = "jwt-rust-crypto")))]
    probe();
}

/// A server that could verify nothing should say so when it starts.
#[cfg(not(any(feature = "jwt-aws-lc-rs", feature = "jwt-rust-crypto")))]
fn probe() {
    use jsonwebtoken::{Algorithm, DecodingKey, crypto::verify};

    let key = DecodingKey::from_secret(b"");
    let verified = std::panic::catch_unwind(|| verify("", b"", &key, Algorithm::HS256).is_ok());
    assert!(
        verified.is_ok(),
        "no cryptography to verify tokens with: enable the feature `jwt-aws-lc-rs` or `jwt-rust-crypto` of chanx, or install \
         a `jsonwebtoken::crypto::CryptoProvider` before the first `JwtVerifier` is made"
    );
}
