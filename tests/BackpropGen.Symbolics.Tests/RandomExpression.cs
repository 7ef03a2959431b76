namespace BackpropGen.Symbolics.Tests;

/// <summary>A random expression twice: as plain arithmetic that simplifies nothing, and as what the pool makes of it.</summary>
internal sealed class RandomExpression
{
    private static readonly (Function Row, Func<HyperDual, HyperDual> Value)[] Smooth =
    [
        (FunctionTable.Sin, HyperDual.Sin), (FunctionTable.Cos, HyperDual.Cos), (FunctionTable.Tanh, HyperDual.Tanh), (FunctionTable.Atan, HyperDual.Atan),
        (FunctionTable.Sigmoid, static x => 1 / (1 + HyperDual.Exp(-x))), (FunctionTable.Softplus, static x => HyperDual.Log(1 + HyperDual.Exp(x))),
        (FunctionTable.Asinh, HyperDual.Asinh), (FunctionTable.Erf, HyperDual.Erf), (FunctionTable.Abs, HyperDual.Abs),
        (FunctionTable.Relu, static x => x > 0 ? x : 0), (FunctionTable.Cbrt, HyperDual.Cbrt),
    ];

    private static readonly (Func<ExpressionPool, Expression, Expression> Row, Func<HyperDual, HyperDual> Value)[] Singular =
    [
        (static (p, x) => p.Call(FunctionTable.Sqrt, x), HyperDual.Sqrt), (static (p, x) => p.Call(FunctionTable.Log, x), HyperDual.Log), (static (p, x) => 1 / x, static x => 1 / x),
        (static (p, x) => p.Call(FunctionTable.Pow, x, p.Number(1.5)), static x => HyperDual.Pow(x, 1.5)), (static (p, x) => x / p.Call(FunctionTable.Sqrt, x), HyperDual.Sqrt),
        (static (p, x) => p.Call(FunctionTable.Exp, 1 / x), static x => HyperDual.Exp(1 / x)),
    ];

    private readonly Random _random;
    private readonly Node _root;
    private readonly int _selections;
    private readonly bool _guards;
    private readonly List<(Node, Node)> _conditions = [];

    /// <param name="seed">Makes the expression; the same for the same.</param>
    /// <param name="arity">The number of arguments.</param>
    /// <param name="depth">The largest depth.</param>
    /// <param name="selections">How many times as often as usual a condition is asked; conditions come again.</param>
    /// <param name="guards">Whether branches hold what is singular where they are not taken, as √x in x > 0 ? √x : 0.</param>
    public RandomExpression(int seed, int arity = 2, int depth = 4, int selections = 1, bool guards = false)
    {
        _random = new Random(seed);
        _selections = selections;
        _guards = guards;
        Seed = seed;
        Arity = arity;
        _root = Make(depth);
        Function = Build();
    }

    private delegate HyperDual Evaluator(HyperDual[] x, Watch watch);

    public int Seed { get; }

    public int Arity { get; }

    public ScalarFunction Function { get; }

    /// <summary>Builds the same expression anew.</summary>
    public ScalarFunction Build() => ScalarFunction.Create(Arity, (pool, x) => _root.Build(pool, x));

    /// <summary>The value, and the largest intermediate one: what rounding errors are proportional to.</summary>
    public (double Value, double Magnitude) Evaluate(double[] x)
    {
        var watch = new Watch();
        double value = _root.Value([.. x.Select(static one => (HyperDual)one)], watch).Value;
        return (value, watch.Largest);
    }

    /// <summary>The value with its derivatives by two arguments, by exact arithmetic.</summary>
    public HyperDual Differentiate(double[] x, int first, int second) => _root.Value(HyperDual.Arguments(x, first, second), new Watch());

    /// <summary>A point, the same for the same seed.</summary>
    public double[] Point(int index)
    {
        var random = new Random(unchecked((Seed * 7919) + index));
        return [.. Enumerable.Range(0, Arity).Select(_ => (random.NextDouble() * 3) - 1.5)];
    }

    private Node Make(int depth)
    {
        if (depth == 0 || _random.Next(8) == 0)
        {
            return Leaf();
        }

        if (_guards && _random.Next(3) == 0)
        {
            return Guarded(depth);
        }

        var a = Make(depth - 1);
        switch (_random.Next(12 + _selections - 1))
        {
            case 0: return Two(a, Make(depth - 1), static (u, v) => u + v, static (p, u, v) => u + v);
            case 1: return Two(a, Make(depth - 1), static (u, v) => u - v, static (p, u, v) => u - v);
            case 2: return Two(a, Make(depth - 1), static (u, v) => u * v, static (p, u, v) => u * v);
            case 3: return Two(a, Make(depth - 1), static (u, v) => u / (1.5 + (v * v)), static (p, u, v) => u / (1.5 + p.Square(v)));
            case 4:
                int power = _random.Next(2, 5);
                return Two(a, a, (u, _) => HyperDual.Pow(u, power), (p, u, _) => p.Power(u, power));
            case 5: return One(a, static u => HyperDual.Exp(HyperDual.Tanh(u)), static (p, u) => p.Call(FunctionTable.Exp, p.Call(FunctionTable.Tanh, u)));
            case 6: return One(a, static u => 1 / (1 + HyperDual.Exp(-u)), static (p, u) => 1 / (1 + p.Call(FunctionTable.Exp, -u)));
            case 7: return One(a, static u => HyperDual.Log(1 + (u * u)), static (p, u) => p.Call(FunctionTable.Log, 1 + (u * u)));
            case 8: return One(a, static u => HyperDual.Sqrt((u * u) + 0.25), static (p, u) => p.Call(FunctionTable.Sqrt, (u * u) + 0.25));
            case 9:
            case > 11:
                return Selection(a, depth);
            default:
                var (row, value) = Smooth[_random.Next(Smooth.Length)];
                return One(a, value, (p, u) => p.Call(row, u));
        }
    }

    private Node Selection(Node a, int depth)
    {
        var (b, c) = (Make(depth - 1), Make(depth - 1));
        _conditions.Add((a, Leaf()));
        var (left, right) = _conditions[_selections == 1 ? _conditions.Count - 1 : _random.Next(_conditions.Count)];
        return new Node(
            (x, w) => w.See(left.Value(x, w) < right.Value(x, w) ? b.Value(x, w) : c.Value(x, w)),
            (p, x) => p.Select(Comparison.Less, left.Build(p, x), right.Build(p, x), b.Build(p, x), c.Build(p, x)));
    }

    /// <summary>u > 0 ? f(u) · a : b for an argument u and a function that has no value or no slope at 0.</summary>
    private Node Guarded(int depth)
    {
        var (row, value) = Singular[_random.Next(Singular.Length)];
        int index = _random.Next(Arity), other = _random.Next(Arity);
        var (a, b) = (Make(depth - 1), _random.Next(2) == 0 ? Leaf() : new Node(static (_, w) => w.See(0), static (p, _) => p.Number(0)));
        return new Node(
            (x, w) => w.See(x[index] > 0 && x[other] > 0 ? value(x[index]) * a.Value(x, w) : b.Value(x, w)),
            (p, x) => Positive(x[index], Positive(x[other], row(p, x[index]) * a.Build(p, x), b.Build(p, x)), b.Build(p, x)));

        static Expression Positive(Expression x, Expression holds, Expression fails) => x.Pool.Select(Comparison.Less, x.Pool.Number(0), x, holds, fails);
    }

    private Node Leaf()
    {
        int index = _random.Next(Arity + 1);
        double number = Math.Round((_random.NextDouble() * 4) - 2, 2);
        return index < Arity
            ? new Node((x, w) => w.See(x[index]), (_, x) => x[index])
            : new Node((_, w) => w.See(number), (p, _) => p.Number(number));
    }

    private static Node One(Node a, Func<HyperDual, HyperDual> value, Func<ExpressionPool, Expression, Expression> build) =>
        new((x, w) => w.See(value(a.Value(x, w))), (p, x) => build(p, a.Build(p, x)));

    private static Node Two(Node a, Node b, Func<HyperDual, HyperDual, HyperDual> value, Func<ExpressionPool, Expression, Expression, Expression> build) =>
        new((x, w) => w.See(value(a.Value(x, w), b.Value(x, w))), (p, x) => build(p, a.Build(p, x), b.Build(p, x)));

    private sealed record Node(Evaluator Value, Func<ExpressionPool, Expression[], Expression> Build);

    private sealed class Watch
    {
        public double Largest { get; private set; } = 1;

        public HyperDual See(HyperDual value)
        {
            Largest = Math.Max(Largest, Math.Abs(value.Value));
            return value;
        }
    }
}
