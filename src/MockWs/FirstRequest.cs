using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using MockWs.Sessions;
using MockWs.Wire.Handshake;

namespace MockWs;

/// <summary>What the first bytes of a connection turn out to be.</summary>
internal enum FirstRequestKind
{
    /// <summary>Nothing came in time, or the connection is over.</summary>
    Nothing,

    /// <summary>An opening handshake, right or wrong, or what may have become one.</summary>
    Upgrade,

    /// <summary>Any other HTTP request.</summary>
    Other,
}

/// <summary>Looks at the first request of a connection and takes nothing, so that whoever is to answer it reads all of it.</summary>
internal static class FirstRequest
{
    /// <summary>Waits for the head of the request, no longer than a handshake may take.</summary>
    /// <param name="connection">Nothing has been read from it.</param>
    /// <param name="settings">The server's.</param>
    /// <param name="since">When the client came, as a timestamp of the settings' clock.</param>
    /// <param name="reserved">A path below which nothing is an upgrade; null for none.</param>
    public static async Task<FirstRequestKind> PeekAsync(ConnectionContext connection, SessionSettings settings, long since, string? reserved)
    {
        var input = connection.Transport.Input;
        using var timeout = settings.Time.CreateTimer(
            _ => input.CancelPendingRead(), null, settings.HandshakeTimeLeft(since), Timeout.InfiniteTimeSpan);
        var leave = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
        using var leaving = leave.Register(input.CancelPendingRead);
        try
        {
            var kind = await PeekAsync(input, new HandshakeReader(settings.HeadLimit), reserved).ConfigureAwait(false);
            return leave.IsCancellationRequested ? FirstRequestKind.Nothing : kind;
        }
        catch (Exception e) when (TransportErrors.AreLoss(e))
        {
            return FirstRequestKind.Nothing;
        }
    }

    private static async Task<FirstRequestKind> PeekAsync(PipeReader input, HandshakeReader head, string? reserved)
    {
        var examined = 0L;
        while (true)
        {
            var result = await input.ReadAsync().ConfigureAwait(false);
            var all = result.Buffer;
            var fresh = all.Slice(examined);
            var rest = fresh;
            if (head.Read(ref rest) != HandshakeProgress.NeedMore)
            {
                // What is new counts as not examined, or the next reader would wait for more than that.
                input.AdvanceTo(all.Start, fresh.Start);
                return head.Request is { } request && (!IsHandshake(request) || IsBelow(reserved, request.RawPath))
                    ? FirstRequestKind.Other
                    : FirstRequestKind.Upgrade;
            }

            examined = all.Length;
            input.AdvanceTo(all.Start, all.End);
            if (result.IsCanceled || result.IsCompleted)
            {
                // A half request is answered and recorded like any other; a connection kept ready by a browser has asked for nothing.
                return examined == 0 ? FirstRequestKind.Nothing : FirstRequestKind.Upgrade;
            }
        }
    }

    private static bool IsBelow(string? folder, string path) =>
        folder is not null && path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/');

    /// <summary>A handshake without its Upgrade header is a handshake gone wrong, and should be told so.</summary>
    private static bool IsHandshake(UpgradeRequest request)
    {
        var fields = new HandshakeFields(request.HeaderLines);
        return fields.AsksForWebSocket || fields.Key.Count > 0 || fields.Version.Count > 0;
    }
}
