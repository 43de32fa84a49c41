namespace MailIntake.Mail.Net;

/// <summary>How the bytes between us and the server are protected.</summary>
public enum ConnectionSecurity
{
    /// <summary>Not at all. Refused except to a loopback address.</summary>
    None,

    /// <summary>Plain at first, TLS before anything is said. A server that does not offer it is refused.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314: IMAPS on 993, submissions on 465).</summary>
    Tls,
}
