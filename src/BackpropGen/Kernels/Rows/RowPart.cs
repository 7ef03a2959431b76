using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Kernels;

/// <summary>Rows that fill the first lanes of a register: read and written to the byte, 4 bytes or a multiple of them, by loads and stores of 32, 16, 8 and 4
/// bytes. Masks would do the same for addresses only; rows are references into the caller's arrays, which may move.</summary>
/// <remarks>Nothing goes through the stack: what was just stored there in pieces would be waited for, when the register is read as a whole.</remarks>
internal static unsafe class RowPart
{
    /// <summary>The row in the first lanes, 0 in the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Load<TLanes>(ref byte row, int bytes)
        where TLanes : unmanaged => sizeof(TLanes) switch
        {
            16 => Unsafe.BitCast<Vector128<byte>, TLanes>(Load128(ref row, bytes)),
            32 => Unsafe.BitCast<Vector256<byte>, TLanes>(Load256(ref row, bytes)),
            _ => Unsafe.BitCast<Vector512<byte>, TLanes>(Load512(ref row, bytes)),
        };

    /// <summary>Stores the first lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store<TLanes>(TLanes value, ref byte row, int bytes)
        where TLanes : unmanaged
    {
        if (sizeof(TLanes) == 16)
        {
            Store128(Unsafe.BitCast<TLanes, Vector128<byte>>(value), ref row, bytes);
        }
        else if (sizeof(TLanes) == 32)
        {
            Store256(Unsafe.BitCast<TLanes, Vector256<byte>>(value), ref row, bytes);
        }
        else
        {
            Vector512<byte> both = Unsafe.BitCast<TLanes, Vector512<byte>>(value);
            Store256(both.GetLower(), ref row, 32);
            Store256(both.GetUpper(), ref Unsafe.Add(ref row, 32), bytes - 32);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Load512(ref byte row, int bytes) =>
        Load256(ref row, 32).ToVector512Unsafe().WithUpper(Load256(ref Unsafe.Add(ref row, 32), bytes - 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Load256(ref byte row, int bytes) => bytes switch
    {
        32 => Unsafe.ReadUnaligned<Vector256<byte>>(ref row),
        > 16 => Unsafe.ReadUnaligned<Vector128<byte>>(ref row).ToVector256Unsafe().WithUpper(Load128(ref Unsafe.Add(ref row, 16), bytes - 16)),
        _ => Load128(ref row, bytes).ToVector256(),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Load128(ref byte row, int bytes) => bytes switch
    {
        16 => Unsafe.ReadUnaligned<Vector128<byte>>(ref row),
        12 => Vector128.CreateScalar(Unsafe.ReadUnaligned<double>(ref row)).AsSingle().WithElement(2, Unsafe.ReadUnaligned<float>(ref Unsafe.Add(ref row, 8))).AsByte(),
        8 => Vector128.CreateScalar(Unsafe.ReadUnaligned<double>(ref row)).AsByte(),
        _ => Vector128.CreateScalar(Unsafe.ReadUnaligned<float>(ref row)).AsByte(),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store256(Vector256<byte> value, ref byte row, int bytes)
    {
        if (bytes == 32)
        {
            Unsafe.WriteUnaligned(ref row, value);
        }
        else if (bytes > 16)
        {
            Unsafe.WriteUnaligned(ref row, value.GetLower());
            Store128(value.GetUpper(), ref Unsafe.Add(ref row, 16), bytes - 16);
        }
        else
        {
            Store128(value.GetLower(), ref row, bytes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store128(Vector128<byte> value, ref byte row, int bytes)
    {
        if (bytes == 16)
        {
            Unsafe.WriteUnaligned(ref row, value);
        }
        else if (bytes == 4)
        {
            Unsafe.WriteUnaligned(ref row, value.AsSingle().ToScalar());
        }
        else
        {
            Unsafe.WriteUnaligned(ref row, value.AsDouble().ToScalar());
            if (bytes == 12)
            {
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref row, 8), value.AsSingle().GetElement(2));
            }
        }
    }
}
