using MailIntake.Mail.Net;

namespace MailIntake.Mail.Smtp;

/// <summary>The sentences for a login that failed.</summary>
internal static class SmtpRefusal
{
    public static SmtpAuthenticationException Of(
        ServerEndpoint endpoint, Credentials credentials, SmtpReply reply, string? detail)
    {
        var said = $"It said: {reply}{(detail is null ? "" : " " + detail)}";
        if (reply.IsTransient)
        {
            return new SmtpAuthenticationException(
                $"{endpoint} cannot log in '{credentials.User}' at present; the password may be right. {said}", reply);
        }

        // Microsoft 365 says 5.7.139 with SMTP AUTH switched off, whatever the password.
        var advice = reply.Text.Contains("SmtpClientAuthentication is disabled", StringComparison.OrdinalIgnoreCase)
            ? "SMTP AUTH is switched off for this mailbox or the whole tenant; it must be switched on there."
            : credentials is TokenCredentials
                ? "Check that the access token was issued for this mailbox and for SMTP, and that the application "
                    + "may send as it."
                : "Check both. Google, Yahoo and others want an app password; Microsoft 365 wants OAuth.";
        var what = credentials is TokenCredentials ? "the access token of" : "the password of";
        return new SmtpAuthenticationException(
            $"{endpoint} refused {what} '{credentials.User}'. {advice} {said}", reply);
    }

    public static SmtpAuthenticationException NoCommonWay(
        ServerEndpoint endpoint, Credentials credentials, SmtpCapabilities offered) =>
        new($"{endpoint} offers no way to log in with "
            + $"{(credentials is TokenCredentials ? "an access token" : "a password")} (it offers: "
            + $"{string.Join(", ", offered.Mechanisms.DefaultIfEmpty("nothing"))})."
            + (offered.StartTls ? " It may offer more after STARTTLS: set the security to StartTls." : ""));
}
