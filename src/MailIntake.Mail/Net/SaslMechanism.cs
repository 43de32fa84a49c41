using System.Text;

namespace MailIntake.Mail.Net;

/// <summary>
/// A SASL mechanism (RFC 4422): what is said first, and what is answered to a challenge. IMAP and SMTP wrap the same
/// words in their own commands.
/// </summary>
internal abstract class SaslMechanism(string name)
{
    public string Name { get; } = name;

    /// <summary>The first words, or null where the server speaks first.</summary>
    public abstract byte[]? InitialResponse { get; }

    public abstract byte[] Answer(byte[] challenge);

    /// <summary>What a challenge after our initial response said; with the token mechanisms, that is the reason of the
    /// failure.</summary>
    public string? FailureDetail { get; protected set; }

    /// <summary>The best mechanism for the credentials among those offered, or null.</summary>
    public static SaslMechanism? Choose(Credentials credentials, Predicate<string> isOffered) => credentials switch
    {
        TokenCredentials token when isOffered("XOAUTH2") => new XOAuth2(token),
        TokenCredentials token when isOffered("OAUTHBEARER") => new OAuthBearer(token),
        PasswordCredentials password when isOffered("PLAIN") => new Plain(password),
        PasswordCredentials password when isOffered("LOGIN") => new Login(password),
        _ => null,
    };

    /// <summary>RFC 4616.</summary>
    private sealed class Plain(PasswordCredentials credentials) : SaslMechanism("PLAIN")
    {
        public override byte[] InitialResponse =>
            Encoding.UTF8.GetBytes($"\0{credentials.User}\0{credentials.Password}");

        public override byte[] Answer(byte[] challenge) => InitialResponse;
    }

    /// <summary>Never standardised; Exchange and older servers offer nothing else. The prompts differ, their order does
    /// not.</summary>
    private sealed class Login(PasswordCredentials credentials) : SaslMechanism("LOGIN")
    {
        private bool _userSent;

        public override byte[]? InitialResponse => null;

        public override byte[] Answer(byte[] challenge)
        {
            var words = _userSent ? credentials.Password : credentials.User;
            _userSent = true;
            return Encoding.UTF8.GetBytes(words);
        }
    }

    /// <summary>Google's mechanism, also Microsoft's. A challenge is a refusal in JSON and wants an empty line.
    /// </summary>
    private sealed class XOAuth2(TokenCredentials credentials) : SaslMechanism("XOAUTH2")
    {
        private bool _sent;

        public override byte[] InitialResponse =>
            Encoding.UTF8.GetBytes($"user={credentials.User}\u0001auth=Bearer {credentials.AccessToken}\u0001\u0001");

        public override byte[] Answer(byte[] challenge)
        {
            if (!_sent && challenge.Length == 0)
            {
                _sent = true;
                return InitialResponse;
            }

            FailureDetail = Encoding.UTF8.GetString(challenge);
            return [];
        }
    }

    /// <summary>RFC 7628: the refusal in JSON is acknowledged by a single %x01.</summary>
    private sealed class OAuthBearer(TokenCredentials credentials) : SaslMechanism("OAUTHBEARER")
    {
        private bool _sent;

        public override byte[] InitialResponse => Encoding.UTF8.GetBytes(
            $"n,a={Escaped(credentials.User)},\u0001auth=Bearer {credentials.AccessToken}\u0001\u0001");

        public override byte[] Answer(byte[] challenge)
        {
            if (!_sent && challenge.Length == 0)
            {
                _sent = true;
                return InitialResponse;
            }

            FailureDetail = Encoding.UTF8.GetString(challenge);
            return [1];
        }

        /// <summary>RFC 5801 section 4: the name stands between commas.</summary>
        private static string Escaped(string user) =>
            user.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);
    }
}
