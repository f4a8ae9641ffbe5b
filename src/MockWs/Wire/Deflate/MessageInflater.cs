using System.Buffers;
using Microsoft.Extensions.ObjectPool;

namespace MockWs.Wire.Deflate;

/// <summary>
/// Inflates the messages of one client (RFC 7692 7.2.2), each as its payload comes. Calls must not be concurrent.
/// Some 36 KiB are held from the first compressed message on; without context takeover, only while a message is being received.
/// </summary>
/// <param name="parameters">What was negotiated.</param>
/// <param name="messageLimit">The most bytes that a message may inflate to.</param>
internal sealed class MessageInflater(DeflateParameters parameters, long messageLimit) : IDisposable
{
    private static readonly DefaultObjectPool<Inflater> Pool = new(new DefaultPooledObjectPolicy<Inflater>());

    private Inflater? _inflater;
    private bool _isInMessage;
    private bool _isDisposed;

    /// <summary>After <see cref="InflateResult.Invalid"/>: what is wrong with the payload, with the section that says so.</summary>
    public string? Error { get; private set; }

    /// <summary>Inflates the next piece of the message; the first one after a <see cref="Complete"/> begins a new message.</summary>
    /// <returns>After any other result than <see cref="InflateResult.Ok"/> the client's stream is lost: inflate no more of it.</returns>
    public InflateResult Append(ReadOnlySpan<byte> payload, IBufferWriter<byte> output)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (payload.IsEmpty) return InflateResult.Ok;

        _inflater ??= Pool.Get();
        if (!_isInMessage) _inflater.Allow(messageLimit);
        _isInMessage = true;
        var result = _inflater.Inflate(payload, output);
        Error = _inflater.Error;
        return result;
    }

    /// <summary>Ends the message, and inflates what its last bits stood for.</summary>
    /// <returns><see cref="InflateResult.Invalid"/> when the payload stopped short of the end of a message.</returns>
    public InflateResult Complete(IBufferWriter<byte> output)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);

        // A sender would write an empty message as one 0x00 (RFC 7692 7.2.3.6); one of no bytes at all leaves nothing to be wrong.
        if (!_isInMessage) return InflateResult.Ok;

        // RFC 7692 7.2.2: "Append 4 octets of 0x00 0x00 0xff 0xff to the tail end of the payload of the message."
        var result = Append([0x00, 0x00, 0xFF, 0xFF], output);
        if (result == InflateResult.Ok && !_inflater!.IsBetweenBlocks)
        {
            Error = "the message does not end with the head of an empty stored block (RFC 7692 7.2.1)";
            result = InflateResult.Invalid;
        }

        _isInMessage = false;
        if (parameters.ClientNoContextTakeover) Release();
        return result;
    }

    /// <summary>Gives back what it holds. May be called twice.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        Release();
    }

    private void Release()
    {
        if (_inflater is null) return;
        Pool.Return(_inflater);
        _inflater = null;
    }
}
