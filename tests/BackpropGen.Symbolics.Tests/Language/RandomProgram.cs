using System.Globalization;
using System.Text;

namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>The text of a random method: the same for the same seed. Each statement of the language can come anywhere, in any other.</summary>
internal sealed class RandomProgram
{
    /// <summary>What programs call. They may hold what is never reached or read.</summary>
    public const string Helpers = """
        #pragma warning disable CS0162, CS0219
        private struct Duo { public double A, B; public double Weighted(double w) => A + (w * B); public void Mix(double w) { A = w * B; B += 0.5; } }
        private static double Damped(double u, double v) { if (u > v) { return Math.Sin(u) * v; } double r = v; for (int i = 0; i < 3; i++) { r = (0.5 * r) + Math.Tanh(u * i); } return r; }
        private static double Folded(double u, int n) => n <= 0 ? u : Math.Sin(Folded(u, n - 1) + n);
        private static void Rotate(ref double u, ref double v) { (u, v) = ((0.8 * u) - (0.6 * v), (0.6 * u) + (0.8 * v)); }
        private static void Split(double u, out double whole, out double half) { whole = Math.Cos(u); half = 0.5 * u; if (whole > 0.3) { half *= whole; } }
        private static double Total(ReadOnlySpan<double> values) { double sum = 0; foreach (double value in values) { if (value > 2) { break; } sum += value; } return sum; }
        """;

    // How often a program decides by its arguments, loops unrolled.
    private const int MostBranches = 5;

    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly List<string> _reals = ["x", "y"];
    private readonly List<string> _integers = [];
    private readonly List<string> _counters = [];
    private readonly List<(string Name, int Length)> _arrays = [];
    private readonly List<string> _structures = [];
    private readonly List<string> _functions = [];
    private int _names;
    private int _loops;
    private int _repeats = 1;
    private int _branches;
    private int _statements;

    /// <param name="seed">Makes the program.</param>
    public RandomProgram(int seed)
    {
        _random = new Random(seed);
        Name = "Program" + Text(seed);
        _text.Append(CultureInfo.InvariantCulture, $"public static double {Name}(double x, double y) {{ ");
        int count = _random.Next(4, 8);
        for (int i = 0; i < count; i++)
        {
            Statement(3, canLeave: true);
        }

        var ends = _reals.Concat(_arrays.Select(static array => array.Name + "[0]")).Concat(_structures.Select(static one => one + ".A")).Select((value, i) => $"({Text(1 + i)} * 0.3 * {value})");
        _text.Append(CultureInfo.InvariantCulture, $"return {string.Join(" + ", ends)}; }}");
    }

    /// <summary>The method's name.</summary>
    public string Name { get; }

    /// <summary>The method, in one line.</summary>
    public override string ToString() => _text.ToString();

    private List<string> Integers => [.. _integers, .. _counters];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private string Constant() => ((_random.NextDouble() * 3) - 1.5).ToString("0.0##", CultureInfo.InvariantCulture);

    private string New(string prefix) => prefix + Text(_names++);

    private T OneOf<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private void Line(string code) => _text.Append(code).Append(' ');

    /// <summary>Whether there may be more branches here, which are counted then.</summary>
    private bool CanBranch(int count)
    {
        bool can = _branches + (count * _repeats) <= MostBranches;
        _branches += can ? count * _repeats : 0;
        return can;
    }

    private void Statement(int depth, bool canLeave)
    {
        _statements++;
        int kind = _random.Next(depth > 0 && _statements < 16 ? 24 : 12);
        switch (kind)
        {
            case 0 or 1:
                string value = Real(2), real = New("r");
                Line($"double {real} = {value};");
                _reals.Add(real);
                break;
            case 2 or 3:
                Line($"{Place()} = {Real(3)};");
                break;
            case 4 or 5:
                Line($"{Place()} {OneOf(["+=", "-="])} {Real(2)};");
                break;
            case 6:
                Line($"{Place()} *= {Tame()};");
                break;
            case 7:
                Integer();
                break;
            case 8:
                Memory();
                break;
            case 9:
                Structure();
                break;
            case 10 when CanBranch(1):
                Call();
                break;
            case 11:
                Line($"({_reals[0]}, {_reals[^1]}) = ({Real(1)}, {Real(1)});");
                break;
            case 12 or 13 or 14 when CanBranch(1):
                Line($"if ({Condition()}) {{");
                Block(depth - 1, canLeave);
                if (_random.Next(3) > 0)
                {
                    Line("} else {");
                    Block(depth - 1, canLeave);
                }

                Line("}");
                break;
            case 15 or 16 or 17 or 18:
                Loop(depth - 1);
                break;
            case 19:
                Switch(depth - 1);
                break;
            case 20 or 21 when CanBranch(1):
                Line($"if ({Condition()}) {{ return {Real(2)}; }}");
                break;
            case 22 when _loops > 0 && canLeave && CanBranch(1):
                Line($"if ({Condition()}) {{ {Place()} += {Real(1)}; {OneOf(["break", "continue"])}; }}");
                break;
            case 23 when CanBranch(1):
                Function();
                break;
            default:
                Line($"{Place()} -= {Tame()};");
                break;
        }
    }

    /// <summary>Statements with names of their own.</summary>
    private void Block(int depth, bool canLeave)
    {
        int[] counts = [_reals.Count, _integers.Count, _arrays.Count, _structures.Count, _functions.Count];
        int count = _random.Next(1, 4);
        for (int i = 0; i < count; i++)
        {
            Statement(depth, canLeave);
        }

        _reals.RemoveRange(counts[0], _reals.Count - counts[0]);
        _integers.RemoveRange(counts[1], _integers.Count - counts[1]);
        _arrays.RemoveRange(counts[2], _arrays.Count - counts[2]);
        _structures.RemoveRange(counts[3], _structures.Count - counts[3]);
        _functions.RemoveRange(counts[4], _functions.Count - counts[4]);
    }

    private void Loop(int depth)
    {
        int rounds = _random.Next(2, 5 - Math.Min(2, _loops));
        string index = New("i");
        int kind = _random.Next(4);
        switch (kind)
        {
            case 0 when _arrays.Count > 0:
                string element = New("e");
                Line($"foreach (double {element} in {OneOf(_arrays).Name}) {{ {_reals[^1]} += 0.1 * {element};");
                break;
            case 1:
                Line($"int {index} = 0; while ({index} < {Text(rounds)}) {{ {index}++;");
                break;
            case 2:
                Line($"int {index} = 0; do {{ {index}++;");
                break;
            default:
                Line($"for (int {index} = 0; {index} < {Text(rounds)}{(_random.Next(4) == 0 && _branches == 0 ? $" && ({Condition()})" : "")}; {index}++) {{");
                kind = 3;
                break;
        }

        // The index is read only: a loop ends.
        _loops++;
        _repeats *= rounds;
        _counters.AddRange(kind == 0 ? [] : [index]);
        Block(depth, canLeave: true);
        _counters.Remove(index);
        _repeats /= rounds;
        _loops--;
        Line(kind == 2 ? $"}} while ({index} < {Text(rounds)});" : "}");
    }

    private void Switch(int depth)
    {
        Line($"switch ({Index(Integers, 4)}) {{ case 0:");
        SwitchBlock(depth);
        Line(_random.Next(2) == 0 ? "case 1: case 2:" : "case 2:");
        SwitchBlock(depth);
        Line("default:");
        SwitchBlock(depth);
        Line("}");
    }

    private void SwitchBlock(int depth)
    {
        Line("{");
        Block(depth, canLeave: false);
        Line("break; }");
    }

    private void Integer()
    {
        if (_integers.Count > 0 && _random.Next(2) == 0)
        {
            string integer = OneOf(_integers);
            Line(_random.Next(3) == 0 ? $"if ({Condition()}) {{ {integer}++; }}" : $"{integer} = ({integer} * {Text(_random.Next(2, 5))} + {Index(Integers, 3)}) % {Text(_random.Next(3, 7))};");
            return;
        }

        string value = _random.Next(3) == 0 ? $"{Condition()} ? {Text(_random.Next(3))} : {Text(_random.Next(3))}" : Text(_random.Next(5)), name = New("n");
        Line($"int {name} = {value};");
        _integers.Add(name);
    }

    private void Memory()
    {
        int length = _random.Next(2, 4);
        string items = string.Join(", ", Enumerable.Range(0, length).Select(_ => Real(1))), name = New("m");
        Line(_random.Next(2) == 0 ? $"double[] {name} = [{items}];" : $"Span<double> {name} = [{items}];");
        _arrays.Add((name, length));
    }

    private void Structure()
    {
        if (_structures.Count > 0 && _random.Next(2) == 0)
        {
            string structure = OneOf(_structures);
            Line(_random.Next(2) == 0 ? $"{structure}.Mix({Tame()});" : $"{Place()} = {structure}.Weighted({Real(1)});");
            return;
        }

        string a = Real(1), b = Real(1), name = New("s");
        Line(_structures.Count > 0 && _random.Next(3) == 0 ? $"var {name} = {OneOf(_structures)};" : $"var {name} = new Duo {{ A = {a}, B = {b} }};");
        _structures.Add(name);
    }

    private void Call()
    {
        if (_random.Next(2) == 0)
        {
            Line($"Rotate(ref {_reals[0]}, ref {_reals[^1]});");
            return;
        }

        string argument = Real(2), whole = New("r"), half = New("r");
        Line($"Split({argument}, out double {whole}, out double {half});");
        _reals.AddRange([whole, half]);
    }

    private void Function()
    {
        string name = New("F");
        Line($"double {name}(double u) {{ if (u > {Constant()}) {{ return 0.5 * u * {OneOf(_reals)}; }} return {OneOf(["Math.Sin", "Math.Tanh", "Math.Atan"])}(u - {OneOf(_reals)}); }}");
        Line($"{Place()} += {name}({Real(1)});");
        _functions.Add(name);
    }

    private string Place() => _random.Next(4) switch
    {
        0 when _arrays.Count > 0 => Element(),
        1 when _structures.Count > 0 => OneOf(_structures) + OneOf([".A", ".B"]),
        _ => OneOf(_reals),
    };

    private string Element()
    {
        var (name, length) = OneOf(_arrays);
        return $"{name}[{Index(_counters, length)}]";
    }

    // An element is chosen by what is known when the code is compiled; other integers may depend on the arguments.
    private string Index(List<string> integers, int length) => integers.Count > 0 && _random.Next(3) > 0
        ? $"({OneOf(integers)} + {Text(_random.Next(3))}) % {Text(length)}"
        : Text(_random.Next(length));

    private string Condition() => _random.Next(8) switch
    {
        _ when !CanBranch(2) => $"{Text(_random.Next(5))} > {Index(_counters, 3)}",
        0 => $"{Real(1)} > {Constant()} && {Real(1)} < {Constant()}",
        1 => $"{Real(1)} > {Constant()} || !({Real(1)} > {Constant()})",
        2 when _integers.Count > 0 => $"{OneOf(_integers)} % 2 == 0",
        3 => $"{Real(1)} > {Real(1)}",
        _ => $"{Real(2)} {OneOf([">", "<", ">=", "<="])} {Constant()}",
    };

    /// <summary>Between −1 and 1.</summary>
    private string Tame() => $"{OneOf(["Math.Sin", "Math.Cos", "Math.Tanh"])}({Real(1)})";

    private string Real(int depth)
    {
        if (depth == 0)
        {
            return _random.Next(7) switch
            {
                0 => Constant(),
                1 when _arrays.Count > 0 => Element(),
                2 when _structures.Count > 0 => OneOf(_structures) + OneOf([".A", ".B"]),
                3 when _integers.Count > 0 => $"(0.4 * {OneOf(_integers)})",
                _ => OneOf(_reals),
            };
        }

        return _random.Next(18) switch
        {
            0 or 1 => $"({Real(depth - 1)} + {Real(depth - 1)})",
            2 => $"({Real(depth - 1)} - {Real(depth - 1)})",
            3 or 4 => $"({Tame()} * {Real(depth - 1)})",
            5 => $"({Real(depth - 1)} / (1.5 + Math.Pow({Real(depth - 1)}, 2)))",
            6 => $"({Condition()} ? {Real(depth - 1)} : {Real(depth - 1)})",
            7 => $"Math.Exp(-Math.Abs({Real(depth - 1)}))",
            8 => $"Math.Sqrt(0.25 + Math.Pow({Real(depth - 1)}, 2))",
            9 => $"Math.Log(1.0 + Math.Exp(Math.Tanh({Real(depth - 1)})))",
            10 when CanBranch(1) => $"Damped({Real(depth - 1)}, {Real(depth - 1)})",
            11 => $"Folded({Real(depth - 1)}, {Text(_random.Next(4))})",
            12 when CanBranch(1) => $"{OneOf(["Math.Max", "Math.Min"])}({Real(depth - 1)}, {Constant()})",
            13 when _arrays.Count > 0 && CanBranch(3) => $"Total({OneOf(_arrays).Name})",
            14 when _integers.Count > 0 => $"(({Index(Integers, 3)}) switch {{ 0 => {Real(depth - 1)}, 1 => {Real(depth - 1)}, _ => {Constant()} }})",
            15 when _functions.Count > 0 && CanBranch(1) => $"{OneOf(_functions)}({Real(depth - 1)})",
            16 => $"({Constant()} * {Real(depth - 1)})",
            _ => $"{OneOf(["Math.Sin", "Math.Cos", "Math.Tanh", "Math.Atan", "Math.Asinh"])}({Real(depth - 1)})",
        };
    }
}
