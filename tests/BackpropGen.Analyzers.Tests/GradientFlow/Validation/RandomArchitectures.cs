using System.Globalization;

namespace BackpropGen.Analyzers.Tests.GradientFlow.Validation;

/// <summary>Definitions by seed: of 3 to 20 weighted layers, each of a mixture of its own.</summary>
internal sealed class RandomArchitectures
{
    private static readonly string[] Activations =
    [
        "Sigmoid({0})", "Tanh({0})", "Relu({0})", "LeakyRelu({0})", "LeakyRelu({0}, 0.3)", "Elu({0})", "Elu({0}, 0.5)", "Selu({0})",
        "Gelu({0})", "Swish({0})", "Softplus({0})", "Softsign({0})", "Abs({0})", "Sin({0})", "Cos({0})", "Exp(-Square({0}))",
        "Maximum({0}, -1)", "Minimum({0}, 1)",

        // Flat at 0, where a signal would die doubly exponentially, and few units carry what is left of it: so with an offset.
        "(Log(1 + Square({0})) - 0.5)", "(0.5 - Sqrt(1 + Square({0})))", "(0.5 + Tanh(Pow({0}, 3)))",

        "Map(Mish, {0})", "Map(Snake, {0})", "Map(HardSwish, {0})",
    ];

    private static readonly string[] WeightInitializers =
    [
        "", "", "weightInitializer: Initializer.GlorotNormal", "weightInitializer: Initializer.HeNormal",
        "weightInitializer: Initializer.HeUniform", "weightInitializer: Initializer.LecunNormal",
        "weightInitializer: Initializer.LecunUniform", "weightInitializer: Initializer.Normal(0, 0.08)",
        "weightInitializer: Initializer.Uniform(-0.1, 0.1)",
    ];

    private static readonly string[] BiasInitializers =
    [
        "", "", "", "biasInitializer: Initializer.Normal(0, 0.3)", "biasInitializer: Initializer.Constant(0.2)",
        "biasInitializer: Initializer.Uniform(-0.5, 0.5)",
    ];

    private static readonly (string Target, string Value, int Outputs)[] Losses =
    [
        ("[Classes(10)] ClassLabel label", "SoftmaxCrossEntropy(y, label)", 10),
        ("[Shape(16)] Tensor target", "MeanSquaredError(y, target)", 16),
        ("[Shape(16)] Tensor target", "BinaryCrossEntropy(y, target)", 16),
        ("[Shape(64)] Tensor target", "Sum(y * target)", 64),
    ];

    private readonly Random _random;
    private readonly ArchitectureWriter _writer;
    private readonly string _style;
    private readonly string[] _activations;
    private readonly string _initializer;
    private readonly string _bias;
    private readonly int _target;
    private string _skip = "x";

    private RandomArchitectures(int seed, bool isProbed)
    {
        _random = new Random(seed);
        _writer = new ArchitectureWriter(isProbed);
        _style = Elements.Keys.ElementAt(seed % Elements.Count);
        _target = _random.Next(3, 21);
        _activations = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Pick(Activations))];
        _initializer = Pick(WeightInitializers);
        _bias = Pick(BiasInitializers);
    }

    /// <summary>What the hidden layers of an architecture are made of: each makes the next value of the value it is given.</summary>
    private static readonly Dictionary<string, Func<RandomArchitectures, string, string>> Elements = new()
    {
        ["plain"] = static (a, x) => a.Activate(a.Dense(x)),
        ["layer normalization"] = static (a, x) => a.Activate(a._writer.Normalize("LayerNorm", a.Dense(x))),
        ["batch normalization"] = static (a, x) => a.Activate(a._writer.Normalize("BatchNorm", a.Dense(x))),
        ["residual"] = static (a, x) => $"{x} + {a.Dense(a.Activate(a.Dense(x)))}",
        ["scaled residual"] = static (a, x) => $"{x} + {a.Scale()} * {a.Activate(a.Dense(x))}",
        ["pre-norm residual"] = static (a, x) => $"{x} + {a.Dense(a.Activate(a.Dense(a._writer.Normalize("LayerNorm", x))))}",
        ["post-norm residual"] = static (a, x) => a._writer.Normalize("LayerNorm", $"{x} + {a.Dense(a.Activate(a.Dense(x)))}"),
        ["batch-normalized residual"] = static (a, x) =>
            $"{x} + {a._writer.Normalize("BatchNorm", a.Dense(a.Activate(a._writer.Normalize("BatchNorm", a.Dense(x)))))}",
        ["concatenation"] = static (a, x) => $"Concatenate({a.Activate(a.Dense(x, 96))}, {a.Activate(a.Dense(x, 160))})",
        ["dense connection"] = static (a, x) => $"Concatenate({a.Activate(a.Dense(x, 192))}, Slice({x}, 0, 0, 64))",
        ["gate"] = static (a, x) => $"{a.Activate(a.Dense(x))} * Sigmoid({a.Dense(x)})",
        ["highway"] = static (a, x) => a.Highway(x),
        ["long skip"] = static (a, x) => a.LongSkip(x),
        ["helper"] = static (a, x) => $"{a.Block()}({x})",
        ["shared weights"] = static (a, x) => a.Shared(x),
        ["recurrence"] = static (a, x) => a.Recurrence(x),
        ["maxout"] = static (a, x) => $"Maximum({a.Dense(x)}, {a.Dense(x)})",
        ["mixed"] = static (a, x) => a.Mixed(x),
    };

    /// <summary>The names of the kinds of architecture, of which seeds take turns.</summary>
    internal static int Kinds => Elements.Count;

    /// <summary>The architecture of a seed.</summary>
    internal static Architecture Make(int seed)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"Random{seed}");
        var plain = new RandomArchitectures(seed, isProbed: false);
        string source = plain.Write(name);
        string summary = string.Create(
            CultureInfo.InvariantCulture,
            $"{plain._style}, {plain._writer.Depth} layers, {string.Join(" ", plain._activations.Distinct()).Replace("{0}", "z", StringComparison.Ordinal)}"
                + $"{Described(plain._initializer)}{Described(plain._bias)}");
        return new(name, summary, source, plain._writer.SeesBatch ? new RandomArchitectures(seed, isProbed: true).Write(name + "Probed") : null);
    }

    private static string Described(string initializer) =>
        initializer.Length == 0 ? "" : ", " + initializer[(initializer.LastIndexOf("Initializer.", StringComparison.Ordinal) + "Initializer.".Length)..];

    private string Write(string name)
    {
        string x = _writer.Local(Activate(Dense("x")));
        _skip = x;
        while (_writer.Depth < _target - 1)
        {
            x = _writer.Local(Elements[_style](this, x));
        }

        var (target, value, outputs) = Pick(Losses);
        AddFunctions();
        return _writer.ToSource(name, _writer.Dense(x, outputs), (target, value));
    }

    private string Dense(string x, int outputs = Architecture.Width) =>
        _writer.Dense(x, outputs, string.Join(", ", new[] { _initializer, _bias }.Where(static argument => argument.Length > 0)));

    private string Activate(string z) => string.Format(CultureInfo.InvariantCulture, Pick(_activations), z);

    private string Scale() => Pick(["0.5", "0.2", "Math.Sqrt(0.5)"]);

    private string Highway(string x)
    {
        string gate = _writer.Local($"Sigmoid({Dense(x)})");
        return $"{gate} * {Activate(Dense(x))} + (1 - {gate}) * {x}";
    }

    /// <summary>Two or three layers, then the sum with what was before them.</summary>
    private string LongSkip(string x)
    {
        for (int layer = _random.Next(2, 4); layer > 0; layer--)
        {
            x = _writer.Local(Activate(Dense(x)));
        }

        string sum = _writer.Local(_random.Next(2) == 0 ? $"{x} + {_skip}" : $"Math.Sqrt(0.5) * ({x} + {_skip})");
        return _skip = sum;
    }

    private string Block()
    {
        _writer.Method($$"""
                [Layer]
                private static Layer Block(int inner)
                {
                    Layer down = Dense(inner), up = Dense(256, bias: false);
                    return x => x + up({{string.Format(CultureInfo.InvariantCulture, _activations[0], "down(x)")}});
                }

            """);
        return _writer.Helper($"Block({Pick(["64", "256", "512"])})", 2);
    }

    private string Shared(string x)
    {
        string layer = _writer.Layer(Architecture.Width, _initializer);
        for (int use = _random.Next(2, 4); use > 1; use--)
        {
            x = _writer.Local(Activate(_writer.Apply(layer, x)));
        }

        return Activate(_writer.Apply(layer, x));
    }

    /// <summary>A recurrent layer over a few steps, whose input is the same at each.</summary>
    private string Recurrence(string x)
    {
        string recurrent = _writer.Layer(Architecture.Width, _initializer.Length == 0 ? "bias: false" : _initializer + ", bias: false");
        string driven = _writer.Local(Dense(x));
        string state = _writer.Local(Activate(driven));
        for (int step = _random.Next(2, 6); step > 0; step--)
        {
            _writer.Assign(state, Activate($"({_writer.Apply(recurrent, state)} + {driven})"));
        }

        return state;
    }

    private string Mixed(string x)
    {
        string[] mixable = [.. Elements.Keys.Where(static kind => kind is not ("mixed" or "batch normalization" or "batch-normalized residual"))];
        return Elements[Pick(mixable)](this, x);
    }

    private void AddFunctions()
    {
        foreach (var (name, body) in new[]
        {
            ("Mish", "x * Math.Tanh(Math.Log(1 + Math.Exp(x)))"),
            ("Snake", "x + Math.Sin(x) * Math.Sin(x)"),
            ("HardSwish", "x * Math.Min(Math.Max(x / 6 + 0.5, 0), 1)"),
        })
        {
            if (_activations.Any(activation => activation.Contains(name, StringComparison.Ordinal)))
            {
                _writer.Method($"    [Differentiable]\n    public static double {name}(double x) => {body};\n");
            }
        }
    }

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
