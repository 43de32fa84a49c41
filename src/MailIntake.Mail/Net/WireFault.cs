namespace MailIntake.Mail.Net;

/// <summary>Why a connection could not be made or had to be dropped.</summary>
public enum WireFault
{
    UnknownHost,
    Refused,
    Unreachable,
    TimedOut,
    CertificateExpired,
    CertificateOtherName,
    CertificateNotTrusted,
    CertificateFileUnreadable,
    TlsFailed,
    NotEncrypted,
    Closed,
    Garbled,
}
