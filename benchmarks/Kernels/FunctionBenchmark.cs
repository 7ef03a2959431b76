using System;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using BackpropGen.Kernels;

namespace BackpropGen.Benchmarks.Kernels;

/// <summary>Elementary functions over arrays that fit the first cache.</summary>
internal static class FunctionBenchmark
{
    private const int Length = 2048;

    private static readonly float[] X = new float[Length];
    private static readonly float[] Y = new float[Length];

    /// <summary>Prints nanoseconds an element: this library, TensorPrimitives, and a loop over MathF.</summary>
    public static void Run(int rounds)
    {
        for (int i = 0; i < Length; i++)
        {
            // From 0.05 to 8, so that a logarithm is usual and an exponential finite.
            X[i] = 0.05f + (7.95f * i / Length);
        }

        Measurement.PrintMachine();
        Console.WriteLine($"# {ThreadClock.Name}; everything fully optimized from its first call");
        Console.WriteLine($"{"ns/element",-12}{"ours",8}{"Tensors",9}{"ratio",7}{"MathF",8}{"ratio",7}");
        Measure<Exp>("exp", rounds, static () => TensorPrimitives.Exp<float>(X, Y), MathF.Exp);
        Measure<Log>("log", rounds, static () => TensorPrimitives.Log<float>(X, Y), MathF.Log);
        Measure<Tanh>("tanh", rounds, static () => TensorPrimitives.Tanh<float>(X, Y), MathF.Tanh);
        Measure<Sigmoid>("sigmoid", rounds, static () => TensorPrimitives.Sigmoid<float>(X, Y), static x => 1 / (1 + MathF.Exp(-x)));
        Measure<Softplus>("softplus", rounds, null, static x => MathF.Max(x, 0) + MathF.Log(1 + MathF.Exp(-MathF.Abs(x))));
        Measure<Erf>("erf", rounds, null, null);
    }

    private static void Measure<TMap>(string name, int rounds, Action? tensors, Func<float, float>? scalar)
        where TMap : struct, IMap<float>
    {
        var ours = new Contestant(static calls => Repeat<TMap>(calls), Seconds);
        var theirs = tensors is null ? null : new Contestant(calls =>
        {
            for (int i = 0; i < calls; i++)
            {
                tensors();
            }
        }, Seconds);
        var loop = scalar is null ? null : new Contestant(calls =>
        {
            for (int i = 0; i < calls; i++)
            {
                for (int j = 0; j < X.Length; j++)
                {
                    Y[j] = scalar(X[j]);
                }
            }
        }, Seconds);
        Contestant.Compete(rounds, warmUp: 0.3, round: 0.01, ours, theirs, loop);
        Console.WriteLine($"{name,-12}{1e9 * ours.Median / Length,8:F3}{Beside(theirs, ours),16}{Beside(loop, ours),15}");
    }

    private static string Beside(Contestant? theirs, Contestant ours) =>
        theirs is null ? $"-{"-",7}" : $"{1e9 * theirs.Median / Length:F3}{theirs.Ratio(ours),7:F1}";

    private static double Seconds() => ProcessorClock.ThreadMilliseconds() / 1000;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Repeat<TMap>(int calls)
        where TMap : struct, IMap<float>
    {
        for (int i = 0; i < calls; i++)
        {
            Elementwise.Map<float, TMap>(new Loop(Length), Y.AsSpan(), new Operand<float>(X, 1));
        }
    }

    private readonly struct Exp : IMap<float>
    {
        public static int Arity => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(ref readonly Sources<float> x, nuint i)
            where V : unmanaged, ILanes<V, float> => V.Exp(x.A<V>(i));
    }

    private readonly struct Log : IMap<float>
    {
        public static int Arity => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(ref readonly Sources<float> x, nuint i)
            where V : unmanaged, ILanes<V, float> => V.Log(x.A<V>(i));
    }

    private readonly struct Tanh : IMap<float>
    {
        public static int Arity => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(ref readonly Sources<float> x, nuint i)
            where V : unmanaged, ILanes<V, float> => V.Tanh(x.A<V>(i));
    }

    private readonly struct Sigmoid : IMap<float>
    {
        public static int Arity => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(ref readonly Sources<float> x, nuint i)
            where V : unmanaged, ILanes<V, float> => V.Sigmoid(x.A<V>(i));
    }

    private readonly struct Softplus : IMap<float>
    {
        public static int Arity => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(ref readonly Sources<float> x, nuint i)
            where V : unmanaged, ILanes<V, float> => V.Softplus(x.A<V>(i));
    }

    private readonly struct Erf : IMap<float>
    {
        public static int Arity => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(ref readonly Sources<float> x, nuint i)
            where V : unmanaged, ILanes<V, float> => V.Erf(x.A<V>(i));
    }
}
