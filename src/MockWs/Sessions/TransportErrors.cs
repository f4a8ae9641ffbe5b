using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;

namespace MockWs.Sessions;

/// <summary>The exceptions by which transports say that a client is gone: data for the journal, not errors.</summary>
internal static class TransportErrors
{
    /// <summary>What is said of an end that this side made.</summary>
    public const string Dropped = "the server dropped the connection";

    public static bool AreLoss(Exception e) =>
        e is IOException or AuthenticationException or OperationCanceledException or ObjectDisposedException or SocketException or InvalidOperationException;

    public static string Describe(Exception e) => e switch
    {
        ConnectionResetException => "the client reset the TCP connection",
        ConnectionAbortedException or OperationCanceledException or ObjectDisposedException => Dropped,

        // Closing the socket ends the read that is under way, sometimes before the transport knows why.
        SocketException { SocketErrorCode: SocketError.OperationAborted } => Dropped,
        // TLS wraps what the transport below it says.
        IOException { InnerException: { } inner } when AreLoss(inner) => Describe(inner),
        AuthenticationException => $"the TLS handshake failed: {e.Message}",
        _ => $"the connection broke: {e.Message}",
    };
}
