using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Kernels;

/// <content>Floats on machines that look numbers up in registers: a polynomial for each of 26 pieces of the range, half of what a quotient takes to
/// wait for.</content>
internal static partial class HyperbolicTangent<V, T>
{
    /// <summary>Beyond it the value rounds to 1.</summary>
    private const double Limit = 9.5;

    /// <summary>Pieces are quarters of powers of two, but for the first: they differ in the bits above these.</summary>
    private const int LowBits = 21;

    /// <summary>The piece below 1/8.</summary>
    private const int FirstPiece = 495;

    /// <summary>tanh c + p(|x| − c) with c near the middle of a piece, with the sign restored.</summary>
    /// <remarks>The numbers are made by Fixtures/fit_tanh.py of the kernels' tests; the fits err by less than 2⁻²⁶ of the value. In the first piece
    /// c = 0 and p is odd, so that small numbers keep their precision. The value errs by at most 1.6 units in the last place.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ByPieces(V x)
    {
        V magnitude = V.Abs(x), piece = Pieces.Of(magnitude, LowBits, FirstPiece), d = magnitude - Center(piece), square = d * d;

        // Three pairs that do not wait for each other, after Estrin (1960).
        V high = V.MultiplyAdd(Fifth(piece), d, Fourth(piece)), middle = V.MultiplyAdd(Third(piece), d, Second(piece));
        V low = V.MultiplyAdd(First(piece), d, Constant(piece));
        V value = V.MultiplyAdd(V.MultiplyAdd(high, square, middle), square, low);
        return V.CopySign(V.Select(V.GreaterThan(magnitude, V.Constant(Limit)), V.One, value), x);
    }

    /// <summary>The number c near the middle of a piece whose tanh is nearly a float; 0 in the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Center(V piece) => Pieces.Look(
        Vector512.Create(2.2435417f, 2.7356567f, 3.2558327f, 3.7518692f, 4.5282516f, 5.518547f, 6.512306f, 7.5130463f, 8.688965f, 0f, 0f, 0f, 0f, 0f, 0f, 0f),
        Vector512.Create(0.13984132f, 0.17188764f, 0.20221734f, 0.23424625f, 0.28280592f, 0.34400082f, 0.40602255f, 0.4697194f, 0.5592022f, 0.6840639f, 0.8142662f, 0.9338474f, 1.1243534f, 1.3803902f, 1.6198635f, 1.8820591f),
        piece);

    /// <summary>tanh c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Constant(V piece) => Pieces.Look(
        Vector512.Create(0.9777436f, 0.9916238f, 0.9970324f, 0.99889857f, 0.99976677f, 0.9999678f, 0.9999956f, 0.9999994f, 0.99999994f, 1f, 1f, 1f, 1f, 1f, 1f, 0f),
        Vector512.Create(0.13893683f, 0.17021458f, 0.19950534f, 0.23005378f, 0.27550003f, 0.33104447f, 0.38509026f, 0.43797258f, 0.50738525f, 0.594155f, 0.671937f, 0.73238266f, 0.80907786f, 0.8810386f, 0.9246044f, 0.9546749f),
        piece);

    /// <summary>The factor of x − c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V First(V piece) => Pieces.Look(
        Vector512.Create(0.044017386f, 0.01668218f, 0.0059263925f, 0.0022016568f, 0.0004664594f, 6.4376974e-05f, 8.822006e-06f, 1.1921687e-06f, 1.1348045e-07f, 0f, 0f, 0f, 0f, 0f, 0f, 1f),
        Vector512.Create(0.98069656f, 0.971027f, 0.9601976f, 0.94707525f, 0.92409974f, 0.8904096f, 0.8517055f, 0.80818003f, 0.7425602f, 0.6469798f, 0.54850066f, 0.46361566f, 0.345393f, 0.22377096f, 0.14510667f, 0.08859584f),
        piece);

    /// <summary>The factor of (x − c)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Second(V piece) => Pieces.Look(
        Vector512.Create(-0.04303654f, -0.01654158f, -0.005908396f, -0.0021990712f, -0.00046575782f, -6.429223e-05f, -8.81063e-06f, -1.1906549e-06f, -7.052931e-08f, 0f, 0f, 0f, 0f, 0f, 0f, 0f),
        Vector512.Create(-0.13625486f, -0.16528295f, -0.1915646f, -0.21787827f, -0.25458947f, -0.2947651f, -0.32798347f, -0.35396066f, -0.37676385f, -0.38440624f, -0.36855796f, -0.33954418f, -0.2794518f, -0.19715197f, -0.1341667f, -0.08458028f),
        piece);

    /// <summary>The factor of (x − c)³.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Third(V piece) => Pieces.Look(
        Vector512.Create(0.027409395f, 0.010845431f, 0.003915047f, 0.0014627507f, 0.0003094495f, 4.277537e-05f, 5.8660303e-06f, 7.9266783e-07f, 6.7130756e-08f, 0f, 0f, 0f, 0f, 0f, 0f, -0.3333277f),
        Vector512.Create(-0.307968f, -0.29554212f, -0.28184757f, -0.26556814f, -0.23789439f, -0.19922292f, -0.15759861f, -0.11436861f, -0.05635387f, 0.012737316f, 0.064814195f, 0.09413629f, 0.11096655f, 0.09911398f, 0.07568085f, 0.05121537f),
        piece);

    /// <summary>The factor of (x − c)⁴.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Fourth(V piece) => Pieces.Look(
        Vector512.Create(-0.012513941f, -0.005285014f, -0.0019553967f, -0.00073648343f, -0.00016231112f, -2.2455604e-05f, -3.0790632e-06f, -4.1602812e-07f, -1.2125763e-07f, 0f, 0f, 0f, 0f, 0f, 0f, 0f),
        Vector512.Create(0.088138424f, 0.10538074f, 0.12026836f, 0.13382418f, 0.15030229f, 0.16410042f, 0.16992879f, 0.16801201f, 0.15397952f, 0.12050368f, 0.0793419f, 0.04432595f, 0.0037733237f, -0.021370176f, -0.025163569f, -0.020687627f),
        piece);

    /// <summary>The factor of (x − c)⁵.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Fifth(V piece) => Pieces.Look(
        Vector512.Create(0.0039767055f, 0.0019163124f, 0.00077124167f, 0.00029294594f, 6.8602014e-05f, 9.319787e-06f, 1.2619353e-06f, 1.7078462e-07f, 4.7288225e-08f, 0f, 0f, 0f, 0f, 0f, 0f, 0.13216743f),
        Vector512.Create(0.11236062f, 0.10218239f, 0.08912141f, 0.07903017f, 0.05904456f, 0.031964008f, 0.006008973f, -0.017096363f, -0.043342073f, -0.061524414f, -0.062669456f, -0.05307741f, -0.032112144f, -0.009551256f, 0.0013814123f, 0.0045970115f),
        piece);
}
