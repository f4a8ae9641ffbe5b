using System.Buffers;
using System.Diagnostics;
using System.IO.Compression;

namespace MockWs.Wire.Deflate;

/// <summary>
/// Deflates the messages to one client (RFC 7692 7.2.1). Calls must not be concurrent.
/// Some 220 KiB, most of it native, are held from the first message on; without context takeover, only during a call.
/// </summary>
/// <param name="parameters">What was negotiated.</param>
internal sealed class MessageDeflater(DeflateParameters parameters) : IDisposable
{
    private readonly TailHoldingStream _compressed = new();
    private DeflateStream? _deflate;
    private bool _isDisposed;

    /// <summary>Writes the payload that a message has when compressed.</summary>
    public void Deflate(ReadOnlySpan<byte> message, IBufferWriter<byte> output)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (message.IsEmpty)
        {
            // RFC 7692 7.2.3.6: an empty stored block, of which only the head is left. The codec flushes nothing when it was given nothing.
            output.Write([(byte)0x00]);
            return;
        }

        _deflate ??= new DeflateStream(_compressed, CompressionLevel.Fastest, leaveOpen: true);
        _compressed.Begin(output);
        _deflate.Write(message);
        _deflate.Flush();
        _compressed.End();
        if (parameters.ServerNoContextTakeover) Release();
    }

    /// <summary>Frees the codec. May be called twice.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        Release();
    }

    private void Release()
    {
        _deflate?.Dispose();
        _deflate = null;
    }

    /// <summary>Passes on what the codec writes, all but the last four bytes of a message.</summary>
    private sealed class TailHoldingStream : Stream
    {
        private const int TailLength = 4;

        private readonly byte[] _tail = new byte[TailLength];
        private int _held;
        private IBufferWriter<byte>? _output;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public void Begin(IBufferWriter<byte> output)
        {
            _output = output;
            _held = 0;
        }

        // RFC 7692 7.2.1: "Remove 4 octets (that are 0x00 0x00 0xff 0xff) from the tail end."
        public void End()
        {
            Debug.Assert(_tail.AsSpan(0, _held).SequenceEqual<byte>([0x00, 0x00, 0xFF, 0xFF]), "A flush ends with an empty stored block.");
            _output = null;
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            // Outside a message the codec writes only what ends its stream when it is disposed, and no client is to see that.
            if (_output is null) return;

            var passed = Math.Max(0, _held + buffer.Length - TailLength);
            var fromTail = Math.Min(passed, _held);
            _output.Write(_tail.AsSpan(0, fromTail));
            _output.Write(buffer[..(passed - fromTail)]);

            _tail.AsSpan(fromTail, _held - fromTail).CopyTo(_tail);
            _held -= fromTail;
            var kept = buffer[(passed - fromTail)..];
            kept.CopyTo(_tail.AsSpan(_held));
            _held += kept.Length;
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
            // All is passed on at once.
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
