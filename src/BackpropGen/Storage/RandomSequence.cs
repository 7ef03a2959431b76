using System.Numerics;
using System.Text;

namespace BackpropGen;

/// <summary>
/// A sequence of random numbers of which each is computed from its index alone. The same seed, stream and index give the
/// same bits on every machine.
/// </summary>
/// <param name="Seed">The seed, the key of the generator.</param>
/// <param name="Stream">Which sequence of the seed.</param>
/// <remarks>
/// The algorithm. The 64 bits of index <c>i</c> are the low half (<c>i</c> even) or the high half (<c>i</c> odd) of the
/// Philox4x32-10 output for key <c>Seed</c> and the 128-bit counter <c>Stream · 2⁶⁴ + ⌊i / 2⌋</c>.
/// A uniform number is the upper 53 bits times 2⁻⁵³. A normal number is Φ⁻¹((b + ½) · 2⁻⁵²), b the upper 52 bits, with Φ⁻¹
/// by Wichura's rational functions (algorithm AS 241) and a logarithm by its area-tangent series: only + − · / and square
/// root, all correctly rounded by IEEE 754, in a fixed order. A stream of a name is the 64-bit FNV-1a hash of its UTF-8
/// bytes; the number at index <c>i</c> of an array is drawn at index <c>i</c> of the stream of its path.
/// </remarks>
public readonly record struct RandomSequence(ulong Seed, ulong Stream)
{
    private const double UniformUnit = 1.0 / (1L << 53);
    private const double NormalUnit = 1.0 / (1L << 52);

    /// <summary>The stream of a name.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="name">Any text.</param>
    public static RandomSequence OfName(ulong seed, string name)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte letter in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ letter) * 0x100000001B3);
        }

        return new RandomSequence(seed, hash);
    }

    /// <summary>64 random bits.</summary>
    /// <param name="index">Their index.</param>
    public ulong Bits(ulong index)
    {
        (ulong low, ulong high) = Philox.Block(Seed, index >> 1, Stream);
        return (index & 1) == 0 ? low : high;
    }

    /// <summary>A number uniform on [0, 1), a multiple of 2⁻⁵³.</summary>
    /// <param name="index">Its index.</param>
    public double Uniform(ulong index) => (Bits(index) >> 11) * UniformUnit;

    /// <summary>A number of the normal distribution with mean 0 and standard deviation 1; at most 8.3 in magnitude.</summary>
    /// <param name="index">Its index.</param>
    public double Normal(ulong index) => NormalQuantile.Of(((Bits(index) >> 12) + 0.5) * NormalUnit);

    /// <summary>Puts numbers in an order in which each permutation is equally likely (Fisher and Yates; Durstenfeld, 1964).</summary>
    /// <param name="numbers">The numbers.</param>
    public void Shuffle(Span<int> numbers)
    {
        ulong index = 0;
        for (int last = numbers.Length - 1; last > 0; last--)
        {
            int other = Below((uint)last + 1, ref index);
            (numbers[last], numbers[other]) = (numbers[other], numbers[last]);
        }
    }

    /// <summary>Fills an array with its first values.</summary>
    internal void Fill<T>(Initialization initialization, Span<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (Distribution distribution, double first, double second) = initialization;
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = distribution switch
            {
                Distribution.Constant => T.CreateTruncating(first),
                Distribution.Uniform => Between<T>(first, second, Uniform((ulong)index)),
                Distribution.Normal => T.CreateTruncating(first + (second * Normal((ulong)index))),
                _ => throw new ArgumentOutOfRangeException(nameof(initialization), distribution, "No such distribution."),
            };
        }
    }

    /// <summary>The number at a share of the way between two, below the upper one though rounding may reach it.</summary>
    private static T Between<T>(double lower, double upper, double share)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T value = T.CreateTruncating(lower + ((upper - lower) * share));
        return lower < upper && double.CreateTruncating(value) >= upper ? T.BitDecrement(T.CreateTruncating(upper)) : value;
    }

    /// <summary>
    /// A whole number below a bound, each equally likely: the upper half of a product of 32 random bits with the bound,
    /// drawn again where the lower half tells that a value would come too often (Lemire, 2019).
    /// </summary>
    private int Below(uint bound, ref ulong index)
    {
        uint threshold = unchecked(0u - bound) % bound;
        ulong product;
        do
        {
            product = (Bits(index++) >> 32) * bound;
        }
        while ((uint)product < threshold);
        return (int)(product >> 32);
    }
}
