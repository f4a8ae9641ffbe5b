using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MockWs.Wire;

/// <summary>Masks and unmasks: the same XOR both ways (RFC 6455 section 5.3), as wide as the machine's vectors.</summary>
internal static class Masking
{
    /// <summary>Writes <paramref name="source"/> XOR the key to <paramref name="target"/>, which may be the same memory.</summary>
    /// <param name="source">The bytes to change.</param>
    /// <param name="target">Where they go; at least as long.</param>
    /// <param name="key">The masking key, its first byte lowest.</param>
    /// <param name="position">How many bytes of the payload came before <paramref name="source"/>.</param>
    public static void Apply(ReadOnlySpan<byte> source, Span<byte> target, uint key, long position = 0)
    {
        var turned = BitOperations.RotateRight(key, 8 * (int)(position & 3));
        ArgumentOutOfRangeException.ThrowIfLessThan(target.Length, source.Length, nameof(target));
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        var length = (nuint)source.Length;
        nuint done = 0;

        if (Vector512.IsHardwareAccelerated)
        {
            var wide = Vector512.Create(turned).AsByte();
            for (; done + 64 <= length; done += 64)
            {
                (Vector512.LoadUnsafe(ref from, done) ^ wide).StoreUnsafe(ref to, done);
            }
        }

        var half = Vector256.Create(turned).AsByte();
        for (; done + 32 <= length; done += 32)
        {
            (Vector256.LoadUnsafe(ref from, done) ^ half).StoreUnsafe(ref to, done);
        }

        var quarter = Vector128.Create(turned).AsByte();
        for (; done + 16 <= length; done += 16)
        {
            (Vector128.LoadUnsafe(ref from, done) ^ quarter).StoreUnsafe(ref to, done);
        }

        // Every step above was a multiple of four bytes, so the key still starts at its first byte.
        for (var i = (int)done; i < source.Length; i++)
        {
            target[i] = (byte)(source[i] ^ (byte)(turned >> (8 * (i & 3))));
        }
    }
}
