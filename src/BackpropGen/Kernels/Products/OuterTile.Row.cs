using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <content>What is done with one row of the tile.</content>
internal static unsafe partial class OuterTile
{
    /// <summary>Has a line of memory brought into the second cache, where the machine can be told so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch(void* line)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(line);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<T, TLanes, TVectors>(T* c, out TLanes left, out TLanes right)
        where T : unmanaged
        where TLanes : unmanaged
        where TVectors : unmanaged
    {
        left = ((TLanes*)c)[0];
        right = sizeof(TVectors) > 1 ? ((TLanes*)c)[1] : default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<T, TLanes, TVectors>(T a, TLanes left, TLanes right, ref TLanes leftSum, ref TLanes rightSum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TVectors : unmanaged
    {
        TLanes factor = TLanes.Broadcast(a);
        TLanes.AddProduct(ref leftSum, factor, left);
        if (sizeof(TVectors) > 1)
        {
            TLanes.AddProduct(ref rightSum, factor, right);
        }
    }

    /// <summary>c = sum, or c −= rate · sum, the product and the difference each rounded, as an optimizer's update is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T, TLanes, TVectors, TForm>(TLanes left, TLanes right, TLanes rate, T* c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TVectors : unmanaged
        where TForm : unmanaged
    {
        if (sizeof(TForm) == sizeof(Descends))
        {
            ((TLanes*)c)[0] -= rate * left;
            if (sizeof(TVectors) > 1)
            {
                ((TLanes*)c)[1] -= rate * right;
            }
        }
        else
        {
            ((TLanes*)c)[0] = left;
            if (sizeof(TVectors) > 1)
            {
                ((TLanes*)c)[1] = right;
            }
        }
    }
}
