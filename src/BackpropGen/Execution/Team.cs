using System.Runtime.CompilerServices;

namespace BackpropGen.Execution;

/// <summary>Shares the phases of a program among threads where that pays. Called by generated code and optimizers.</summary>
public static class Team
{
    [ThreadStatic]
    private static int _latestShares;

    /// <summary>The largest number of threads that can be asked for.</summary>
    internal const int MostThreads = 1024;

    /// <summary>The work that is worth a thread of its own, some 25 microseconds: a thread that waits nearby begins after less
    /// than one, one that sleeps after some ten. An operation is a multiplication and addition of a product in wide registers.
    /// Tests set 0: everything is shared.</summary>
    internal static long OperationsOfShare { get; set; } = 1_000_000;

    /// <summary>Fewer samples are not worth the weights that each thread reads for them. Tests set fewer.</summary>
    internal static int SamplesOfShare { get; set; } = 8;

    /// <summary>Fewer parameters are not worth a meeting to move them. Tests set 0.</summary>
    internal static int ParametersOfShare { get; set; } = 16 * 1024;

    /// <summary>Runs a phase in which each sample is computed by itself.</summary>
    /// <typeparam name="TProgram">The program.</typeparam>
    /// <param name="program">Its memory.</param>
    /// <param name="phase">The phase's number.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <param name="samples">The number of samples.</param>
    /// <param name="operations">The work of the phase.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static void RunSamples<TProgram>(scoped in TProgram program, int phase, int threads, int samples, long operations)
        where TProgram : struct, IProgram<TProgram>, allows ref struct =>
        Run(program, phase, samples, threads == 1 ? 1 : Math.Min(Shares(threads, operations), samples / SamplesOfShare));

    /// <summary>Runs a phase in which each element of a result is computed by itself, from all samples.</summary>
    /// <typeparam name="TProgram">The program.</typeparam>
    /// <param name="program">Its memory.</param>
    /// <param name="phase">The phase's number.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <param name="samples">The number of samples.</param>
    /// <param name="operations">The work of the phase.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static void RunOutputs<TProgram>(scoped in TProgram program, int phase, int threads, int samples, long operations)
        where TProgram : struct, IProgram<TProgram>, allows ref struct =>
        Run(program, phase, samples, threads == 1 ? 1 : Shares(threads, operations));

    /// <summary>Runs a phase by as many threads as the latest phase that this thread began: what they wrote then lies in their
    /// caches. Only the time depends on it.</summary>
    /// <typeparam name="TProgram">The program.</typeparam>
    /// <param name="program">Its memory.</param>
    /// <param name="threads">The most threads to use.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void RunAsBefore<TProgram>(scoped in TProgram program, int threads)
        where TProgram : struct, IProgram<TProgram>, allows ref struct =>
        Run(program, phase: 1, samples: 0, threads == 1 ? 1 : Math.Min(threads, _latestShares));

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Run<TProgram>(scoped in TProgram program, int phase, int samples, int shares)
        where TProgram : struct, IProgram<TProgram>, allows ref struct
    {
        if (shares <= 1)
        {
            TProgram.Run(program, phase, Share.Whole(samples));
        }
        else
        {
            Fork.Shared.Run(program, phase, samples, shares);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Shares(int threads, long operations) =>
        _latestShares = OperationsOfShare == 0 ? threads : (int)Math.Clamp(operations / OperationsOfShare, 1, threads);
}
