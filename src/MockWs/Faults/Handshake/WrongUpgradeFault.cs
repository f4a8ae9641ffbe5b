using Microsoft.Net.Http.Headers;
using MockWs.Wire.Handshake;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Grants the handshake with an Upgrade header that does not say websocket, as a server that switches to another protocol might. A client
    /// MUST fail the connection (RFC 6455 section 4.1, step 2 of the checks), and not open.
    /// </summary>
    /// <param name="value">What it says instead. Default: <c>h2c</c>.</param>
    /// <exception cref="ArgumentException">The value is the right one, or has a character that no header can hold.</exception>
    public static Fault WrongUpgrade(string value = WrongUpgradeFault.Usual) => new WrongUpgradeFault(WrongValue(HeaderValue(value), "websocket"));

    /// <summary>Checks that a header's value is not what it should be.</summary>
    private static string WrongValue(string value, string right) => value.Trim().Equals(right, StringComparison.OrdinalIgnoreCase)
        ? throw new ArgumentException($"\"{value}\" is the right value, and would be no fault: choose another.", nameof(value))
        : value;
}

internal sealed record WrongUpgradeFault(string Value) : HandshakeFault
{
    public const string Usual = "h2c";

    internal override string Text => $"the handshake is granted with the wrong Upgrade \"{Value}\" (RFC 6455 4.2.2)";

    internal override HandshakeAnswer Apply(HandshakeAnswer answer, UpgradeRequest request) => answer.With(HeaderNames.Upgrade, Value);
}
