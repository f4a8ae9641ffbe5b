using System.Net;
using System.Net.Sockets;
using MockWs.Benchmarks.Load;
using MockWs.Wire;

namespace MockWs.Benchmarks.Servers;

/// <summary>
/// One thread that reads the first message of a connection, and from then on answers as many copies of it as messages of
/// that size would fit in the bytes that came. A server cannot do less, so what it reaches is the load client's ceiling.
/// </summary>
internal static class SinkEcho
{
    public static int Start()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        new Thread(() => Serve(listener)) { IsBackground = true }.Start();
        return ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    private static void Serve(Socket listener)
    {
        var peers = new Dictionary<Socket, Peer>();
        while (true)
        {
            var ready = new List<Socket>(peers.Keys) { listener };
            Socket.Select(ready, null, null, Timeout.InfiniteTimeSpan);
            foreach (var socket in ready)
            {
                if (socket == listener)
                {
                    var accepted = listener.Accept();
                    accepted.NoDelay = true;
                    peers.Add(accepted, new Peer(accepted));
                }
                else if (!peers[socket].Answer())
                {
                    peers.Remove(socket);
                    socket.Dispose();
                }
            }
        }
    }

    private sealed class Peer(Socket socket)
    {
        private readonly byte[] _incoming = new byte[512 * 1024];
        private byte[]? _replies;
        private bool _upgraded;
        private int _messageSize;
        private int _replySize;
        private int _pending;

        /// <summary>Takes what has come and answers it; false at the end of the connection.</summary>
        public bool Answer()
        {
            var count = socket.Receive(_incoming.AsSpan(_pending));
            if (count == 0)
                return false;
            _pending += count;
            if (!_upgraded)
                Upgrade();
            else if (_replies is null)
                LearnMessage();
            if (_replies is not null)
                Repeat();
            return true;
        }

        private void Upgrade()
        {
            if (!_incoming.AsSpan(0, _pending).EndsWith("\r\n\r\n"u8))
                return;
            socket.Send(UpgradeAnswer.Bytes);
            _upgraded = true;
            _pending = 0;
        }

        private void LearnMessage()
        {
            // The client sends its first message alone, so the head of it is here even when not all of a long one is.
            var message = EchoMessage.Like(_incoming.AsSpan(0, _pending));
            _messageSize = message.Frame.Length;
            _replySize = message.Reply.Length;
            _replies = EchoMessage.Repeat(message.Reply, _incoming.Length / _messageSize);
        }

        private void Repeat()
        {
            var (messages, rest) = Math.DivRem(_pending, _messageSize);
            if (messages > 0)
                socket.Send(_replies.AsSpan(0, messages * _replySize));
            if (_incoming.AsSpan(_pending - rest, rest).SequenceEqual(LoadConnection.CloseFrame))
            {
                socket.Send([0x80 | (byte)Opcode.Close, 0]);
                socket.Shutdown(SocketShutdown.Send);
            }
            _pending = rest;
        }
    }
}
