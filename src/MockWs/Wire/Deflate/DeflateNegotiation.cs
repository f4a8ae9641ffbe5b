namespace MockWs.Wire.Deflate;

/// <summary>The server's side of the negotiation of permessage-deflate (RFC 7692 5 and 7.1).</summary>
internal static class DeflateNegotiation
{
    /// <summary>The name under which the extension is registered (RFC 7692 7).</summary>
    public const string ExtensionName = "permessage-deflate";

    /// <summary>The codec always uses this window, 32 KiB, and cannot promise a smaller one.</summary>
    private const int WindowBits = 15;

    /// <summary>
    /// Accepts the first offer that can be honoured: one that is not valid "a server MUST decline" (RFC 7692 7), and then look at the next.
    /// </summary>
    /// <param name="extensions">The client's <c>Sec-WebSocket-Extensions</c>, its lines joined with commas; null for none.</param>
    /// <param name="settings">What the server wants.</param>
    public static DeflateAnswer Negotiate(string? extensions, DeflateSettings settings)
    {
        if (!settings.IsEnabled || extensions is null) return new(null, null);
        if (!ExtensionHeaderReader.TryRead(extensions, out var offers))
        {
            return new(null, "Sec-WebSocket-Extensions does not follow its grammar (RFC 6455 9.1)", IsMalformed: true);
        }

        var reasons = new List<string>();
        foreach (var offer in offers.Where(offer => offer.Name == ExtensionName))
        {
            var parameters = Accept(offer, settings, out var reason);
            if (parameters is not null) return new(parameters, null);
            reasons.Add(reason!);
        }

        return new(null, reasons.Count == 0 ? null : string.Join("; ", reasons));
    }

    private static DeflateParameters? Accept(ExtensionOffer offer, DeflateSettings settings, out string? reason)
    {
        var accepted = new DeflateParameters(settings.ServerNoContextTakeover, settings.ClientNoContextTakeover);
        var names = new HashSet<string>();
        foreach (var (name, value) in offer.Parameters)
        {
            reason = names.Add(name) ? WhyDeclined(name, value) : $"{name} is given twice (RFC 7692 7)";
            if (reason is not null) return null;

            accepted = name switch
            {
                "server_no_context_takeover" => accepted with { ServerNoContextTakeover = true },
                "client_no_context_takeover" => accepted with { ClientNoContextTakeover = true },
                // RFC 7692 7.1.2.1: accepted "by including the "server_max_window_bits" extension parameter in the response".
                "server_max_window_bits" => accepted with { ServerMaxWindowBits = WindowBits },
                // A hint (RFC 7692 7.1.2.2): the inflater takes any window, so the client need not be held to one.
                _ => accepted,
            };
        }

        reason = null;
        return accepted;
    }

    private static string? WhyDeclined(string name, string? value) => name switch
    {
        "server_no_context_takeover" when value is not null => $"{name} has a value (RFC 7692 7.1.1.1)",
        "client_no_context_takeover" when value is not null => $"{name} has a value (RFC 7692 7.1.1.2)",
        "server_no_context_takeover" or "client_no_context_takeover" => null,
        "client_max_window_bits" when value is null || IsWindowBits(value) => null,
        "client_max_window_bits" => $"{name} is not 8 to 15 (RFC 7692 7.1.2.2)",
        "server_max_window_bits" when value is null || !IsWindowBits(value) => $"{name} is not 8 to 15 (RFC 7692 7.1.2.1)",
        "server_max_window_bits" when value != "15" => $"{name}={value} is less than the codec's {WindowBits} (RFC 7692 7.1.2.1)",
        "server_max_window_bits" => null,
        _ => $"{name} is not a parameter of {ExtensionName} (RFC 7692 7)",
    };

    // RFC 7692 7.1.2: "a decimal integer value without leading zeroes between 8 to 15, inclusive".
    private static bool IsWindowBits(string value) => value is "8" or "9" or "10" or "11" or "12" or "13" or "14" or "15";
}
