namespace MockWs.Callbacks;

/// <summary>Who a client is and what it asked for, by the names of Fleck. Immutable: calls may be concurrent.</summary>
public interface IWebSocketConnectionInfo
{
    /// <summary>The subprotocols that the client offered, as they came; null where it offered none.</summary>
    string? SubProtocol { get; }

    /// <summary>The origin of the page that asked, which browsers send; null where there is none.</summary>
    string? Origin { get; }

    /// <summary>The host and the port that the client asked for; null where it named none.</summary>
    string? Host { get; }

    /// <summary>The request target as it came, percent-encoded and with its query: <c>/chat/7?token=a%20b</c>.</summary>
    string Path { get; }

    /// <summary>The client's IP address; <c>memory</c> for one without a port.</summary>
    string ClientIpAddress { get; }

    /// <summary>The client's port; -1 for one without.</summary>
    int ClientPort { get; }

    /// <summary>The cookies that the client sent, by name. Cannot be changed.</summary>
    IDictionary<string, string> Cookies { get; }

    /// <summary>
    /// The headers that the client sent, by name in any case; the values of a repeated one are joined with <c>", "</c>. Cannot be changed.
    /// </summary>
    IDictionary<string, string> Headers { get; }

    /// <summary>The connection's own; the same seed gives the nth connection the same one in each run.</summary>
    Guid Id { get; }

    /// <summary>The subprotocol that was agreed to; null for none.</summary>
    string? NegotiatedSubProtocol { get; }
}
