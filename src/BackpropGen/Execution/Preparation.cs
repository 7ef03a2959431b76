using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using BackpropGen.Kernels;

namespace BackpropGen.Execution;

/// <summary>
/// Compiles ahead what steps of most models call, once a process, beside whatever its thread does between making the first model and
/// its first step: the first step then waits for what is the model's own. The kernels run on numbers of their own, and no result is kept.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal static class Preparation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows and columns of the products: their tiles fill the registers.</summary>
    private const int Extent = 32;

    private static int _hasBegun;

    /// <summary>Starts a thread that does it and ends; it keeps no process alive. Nothing happens where code is compiled before the process
    /// starts, or where there is one processor only, which has better things to do.</summary>
    internal static void Begin()
    {
        if (RuntimeFeature.IsDynamicCodeCompiled && Environment.ProcessorCount > 1 && Interlocked.Exchange(ref _hasBegun, 1) == 0)
        {
            new Thread(Run) { IsBackground = true, Name = "BackpropGen preparation" }.UnsafeStart();
        }
    }

    /// <summary>Does it on this thread: what a step does last first, so that a step which begins at once comes to what is ready.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run()
    {
        T[] a = new T[Extent * Extent], b = new T[Extent * Extent], c = new T[Extent * Extent];
        Update(new Adam(), a, b);
        Update(new Sgd(), a, b);
        OuterTile.Prepare<T>();
        for (int order = 0; order < 2; order++)
        {
            // b as it lies, then transposed: as in gradients, and as forward.
            (int inner, int column) = order == 0 ? (Extent, 1) : (1, Extent);
            MatrixProduct.Multiply<T>(Extent, Extent, Extent, a, Extent, 1, b, inner, column, c, Extent, 1, accumulate: false);
            MatrixProduct.MultiplyBatched<T>(2, 0, 0, 0, Extent, Extent, Extent, a, Extent, 1, b, inner, column, c, Extent, 1, accumulate: false);
        }

        Elementwise.Map<T, Term>(new Loop(Extent, Extent), c, a);
        Elementwise.Map<T, Terms>(new Loop(Extent, Extent), c, a, new Operand<T>(b, 0, 1));
        Elementwise.Sum<T, Term>(new Loop(Extent, Extent), new Target<T>(c, 0, 1), a);
        Columns.Sum<T>(Extent, Extent, a, Extent, c);

        // Of plain descent alone: behind what all optimizers need.
        OuterTile.PrepareDescent<T>();
        MatrixProduct.MultiplyPanels<T>(1, 0, Extent, Extent, Extent, a, 1, Extent, b, Extent, 1, c, new Descent<T>(c, T.Zero));
    }

    /// <summary>Updates whole registers and one parameter more, which is updated by itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Update(Optimizer optimizer, T[] parameters, T[] moments)
    {
        const int Count = Extent + 1;
        optimizer.Update<T>(parameters.AsSpan(0, Count), parameters.AsSpan(Count, Count), new Moments<T>(moments.AsSpan(0, 2 * Count), Count));
    }

    private readonly struct Term : IMap<T>
    {
        public static int Arity => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(ref readonly Sources<T> x, nuint i)
            where V : unmanaged, ILanes<V, T> => x.A<V>(i);
    }

    private readonly struct Terms : IMap<T>
    {
        public static int Arity => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(ref readonly Sources<T> x, nuint i)
            where V : unmanaged, ILanes<V, T> => x.A<V>(i) + x.B<V>(i);
    }
}
