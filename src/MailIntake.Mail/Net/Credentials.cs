namespace MailIntake.Mail.Net;

/// <summary>Who we are to a server. Neither the password nor the token appears in <c>ToString</c>.</summary>
public abstract record Credentials(string User);

/// <summary>A password or app password, sent by PLAIN or LOGIN.</summary>
public sealed record PasswordCredentials(string User, string Password) : Credentials(User)
{
    public override string ToString() => $"{User} with a password";
}

/// <summary>An OAuth 2.0 access token, sent by XOAUTH2 or OAUTHBEARER (RFC 7628).</summary>
public sealed record TokenCredentials(string User, string AccessToken) : Credentials(User)
{
    public override string ToString() => $"{User} with an access token";
}
