using System;
using System.Linq;
using System.Numerics;

namespace BackpropGen.Kernels.Tests;

/// <summary>A random nest with random strides, run by the kernels and by definition. Values are small integers, so that
/// every order of summation gives the same number.</summary>
internal sealed class NaiveLoop<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[] _extents;
    private readonly int[][] _strides = new int[8][];
    private readonly T[][] _data = new T[8][];
    private readonly int[] _targetStrides;
    private readonly T[] _target;
    private readonly int _rank;

    internal NaiveLoop(Random random, bool reduces)
    {
        _rank = random.Next(1, 5);
        _extents = new int[_rank];
        for (int d = 0; d < _rank; d++)
        {
            _extents[d] = d == _rank - 1 ? random.Next(0, 70) : random.Next(0, 5);
        }

        for (int o = 0; o < 8; o++)
        {
            _strides[o] = RandomStrides(random, random.Next(2) == 0 ? 0.4 : 0, out int length);
            _data[o] = new T[length];
            for (int i = 0; i < length; i++)
            {
                _data[o][i] = T.CreateTruncating(random.Next(-4, 5));
            }
        }

        _targetStrides = RandomStrides(random, reduces ? 0.5 : 0, out int targetLength);
        _target = new T[targetLength + 3];
        for (int i = 0; i < _target.Length; i++)
        {
            _target[i] = T.CreateTruncating(random.Next(-4, 5));
        }
    }

    internal Loop Loop => _rank switch
    {
        1 => new Loop(_extents[0]),
        2 => new Loop(_extents[0], _extents[1]),
        3 => new Loop(_extents[0], _extents[1], _extents[2]),
        _ => new Loop(_extents[0], _extents[1], _extents[2], _extents[3]),
    };

    internal T[] TargetData => (T[])_target.Clone();

    /// <summary>What the target and, behind it, the operands hold: each no longer than its strides reach.</summary>
    internal T[][] Exact => [_target[..Reach(_targetStrides)], .. _data.Select((data, o) => data[..Reach(_strides[o])])];

    internal Operand<T> Operand(int o) => Operand(o, _data[o]);

    internal Operand<T> Operand(int o, ReadOnlySpan<T> data)
    {
        int[] s = _strides[o];
        return _rank switch
        {
            1 => new Operand<T>(data, s[0]),
            2 => new Operand<T>(data, s[0], s[1]),
            3 => new Operand<T>(data, s[0], s[1], s[2]),
            _ => new Operand<T>(data, s[0], s[1], s[2], s[3]),
        };
    }

    internal Target<T> Target(Span<T> data)
    {
        int[] s = _targetStrides;
        return _rank switch
        {
            1 => new Target<T>(data, s[0]),
            2 => new Target<T>(data, s[0], s[1]),
            3 => new Target<T>(data, s[0], s[1], s[2]),
            _ => new Target<T>(data, s[0], s[1], s[2], s[3]),
        };
    }

    /// <summary>The target after y = fold(y or <paramref name="initial"/>, f) by definition.</summary>
    internal T[] Expected<TMap>(Func<double, double, double> fold, double? initial)
        where TMap : struct, ITestMap<T>
    {
        T[] y = TargetData;
        if (initial is double value)
        {
            Visit((t, _) => y[t] = T.CreateTruncating(value), visitReducedOnce: true);
        }

        double[] x = new double[8];
        Visit(
            (t, index) =>
            {
                for (int o = 0; o < TMap.Arity; o++)
                {
                    x[o] = double.CreateTruncating(_data[o][Offset(_strides[o], index)]);
                }

                y[t] = T.CreateTruncating(fold(double.CreateTruncating(y[t]), TMap.Scalar(x)));
            },
            visitReducedOnce: false);
        return y;
    }

    private int Reach(int[] strides)
    {
        var moving = strides.Zip(_extents).Where(static one => one.First != 0);
        return moving.Any(static one => one.Second == 0) ? 0 : moving.Sum(static one => one.First * (one.Second - 1)) + 1;
    }

    private static int Offset(int[] strides, int[] index)
    {
        int offset = 0;
        for (int d = 0; d < strides.Length; d++)
        {
            offset += strides[d] * index[d];
        }

        return offset;
    }

    private void Visit(Action<int, int[]> action, bool visitReducedOnce)
    {
        int[] extents = (int[])_extents.Clone();
        for (int d = 0; visitReducedOnce && d < _rank; d++)
        {
            extents[d] = _targetStrides[d] == 0 ? 1 : extents[d];
        }

        int total = 1;
        foreach (int extent in extents)
        {
            total *= extent;
        }

        int[] index = new int[_rank];
        for (int n = 0; n < total; n++)
        {
            int rest = n;
            for (int d = _rank - 1; d >= 0; d--)
            {
                index[d] = rest % extents[d];
                rest /= extents[d];
            }

            action(Offset(_targetStrides, index), index);
        }
    }

    /// <summary>Row-major strides with gaps, some of them zero.</summary>
    private int[] RandomStrides(Random random, double zeros, out int length)
    {
        int[] strides = new int[_rank];
        int next = 1;
        for (int d = _rank - 1; d >= 0; d--)
        {
            if (random.NextDouble() < zeros)
            {
                continue;
            }

            strides[d] = next;
            next = (next * Math.Max(1, _extents[d])) + random.Next(0, 3);
        }

        length = next;
        return strides;
    }
}
