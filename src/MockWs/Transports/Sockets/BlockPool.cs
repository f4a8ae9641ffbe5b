using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace MockWs.Transports.Sockets;

/// <summary>
/// The buffers of the socket transport: larger than its own, so that a large message takes few system calls, and the last one returned
/// goes out first, while it is still in the processor's cache. Safe for concurrent use.
/// </summary>
internal sealed class BlockPool : MemoryPool<byte>, IMemoryPoolFactory<byte>
{
    private const int BlockSize = 128 * 1024;

    /// <summary>How many free blocks are kept: 8 MiB.</summary>
    private const int KeptBlocks = 64;

    private readonly ConcurrentStack<Block> _free = new();

    public override int MaxBufferSize => BlockSize;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockSize);
        return _free.TryPop(out var block) ? block : new Block(this);
    }

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => this;

    protected override void Dispose(bool disposing)
    {
        // All listeners of the process share the pool; none of them may end it.
    }

    /// <summary>Pinned, as the socket's calls need it, and never cleared.</summary>
    private sealed class Block(BlockPool pool) : IMemoryOwner<byte>
    {
        private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(BlockSize, pinned: true);

        public Memory<byte> Memory => _bytes;

        public void Dispose()
        {
            if (pool._free.Count < KeptBlocks)
            {
                pool._free.Push(this);
            }
        }
    }
}
