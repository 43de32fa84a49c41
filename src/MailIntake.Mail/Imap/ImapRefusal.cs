using MailIntake.Mail.Net;

namespace MailIntake.Mail.Imap;

/// <summary>The sentences for a login that failed.</summary>
internal static class ImapRefusal
{
    public static ImapAuthenticationException Of(
        ServerEndpoint endpoint, Credentials credentials, ImapResponseCode? code, string serverText, string? detail)
    {
        var said = $"It said: {string.Join(' ', new[] { code?.ToString(), serverText, detail }.OfType<string>())}";
        if (ImapCommandException.IsPassing(code, serverText))
        {
            return new ImapAuthenticationException(
                $"{endpoint} cannot log in '{credentials.User}' at present; the password may be right. {said}",
                code,
                isTransient: true);
        }

        var sentence = credentials is TokenCredentials
            ? $"{endpoint} refused the access token of '{credentials.User}': check that it was issued for this mailbox "
                + "and for IMAP, and that the application may use the mailbox."
            : $"{endpoint} refused user '{credentials.User}' with this password: check both. Google, Yahoo and others "
                + "want an app password; Microsoft 365 takes no passwords any more, only OAuth.";
        return new ImapAuthenticationException($"{sentence} {said}", code);
    }

    public static ImapAuthenticationException NoCommonWay(
        ServerEndpoint endpoint, Credentials credentials, ImapCapabilities offered)
    {
        var mechanisms = offered.Names.Where(name => name.StartsWith("AUTH=", StringComparison.OrdinalIgnoreCase))
            .Select(name => name[5..]);
        return new ImapAuthenticationException(
            $"{endpoint} offers no way to log in with "
            + $"{(credentials is TokenCredentials ? "an access token" : "a password")} "
            + $"(it offers: {string.Join(", ", mechanisms.DefaultIfEmpty("nothing"))})."
            + (offered.LoginDisabled ? " Login is disabled before TLS: use Tls or StartTls." : ""));
    }
}
