using System.Runtime.CompilerServices;

namespace BackpropGen;

/// <summary>
/// Philox4x32-10: a bijection of 128-bit counters under a 64-bit key whose outputs pass as random. Ten rounds of two
/// 32-by-32-bit products, the key raised by two Weyl constants between them.
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11, section 4.
/// </summary>
internal static class Philox
{
    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;

    /// <summary>The 128 random bits of a counter.</summary>
    /// <param name="key">The key; its low half is the first word of the paper.</param>
    /// <param name="counterLow">The counter's words 0 and 1.</param>
    /// <param name="counterHigh">The counter's words 2 and 3.</param>
    /// <returns>The output's words 0 and 1, and 2 and 3.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (ulong Low, ulong High) Block(ulong key, ulong counterLow, ulong counterHigh)
    {
        uint key0 = (uint)key, key1 = (uint)(key >> 32);
        uint word0 = (uint)counterLow, word1 = (uint)(counterLow >> 32);
        uint word2 = (uint)counterHigh, word3 = (uint)(counterHigh >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * word0, product1 = (ulong)Multiplier1 * word2;
            word0 = (uint)(product1 >> 32) ^ word1 ^ key0;
            word1 = (uint)product1;
            word2 = (uint)(product0 >> 32) ^ word3 ^ key1;
            word3 = (uint)product0;
            unchecked
            {
                key0 += Weyl0;
                key1 += Weyl1;
            }
        }

        return (((ulong)word1 << 32) | word0, ((ulong)word3 << 32) | word2);
    }
}
