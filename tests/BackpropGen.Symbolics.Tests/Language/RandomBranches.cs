using System.Globalization;
using System.Text;

namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>The text of a random method of branches inside branches that call <c>Root</c>, but only where a condition around the call says that
/// its argument is not negative: called anywhere else it throws. Branches share what they call it with, and stand inside and behind one another.</summary>
internal sealed class RandomBranches
{
    private readonly Random _random;
    private readonly StringBuilder _text = new();

    // What is known not to be negative, and all numbers, in the block being written.
    private readonly List<string> _notNegative = [];
    private readonly List<string> _reals = ["x", "y"];
    private int _names;

    /// <param name="seed">Makes the method.</param>
    /// <param name="depth">The most branches around a statement.</param>
    public RandomBranches(int seed, int depth)
    {
        _random = new Random(seed);
        Name = "Branches" + seed.ToString(CultureInfo.InvariantCulture);
        Line($"public static double {Name}(double x, double y) {{ double sum = x - (0.3 * y), e0 = {Asked()}, e1 = {Asked()};");
        _reals.Add("sum");
        for (int i = 0; i < 3; i++)
        {
            Branch(depth);
        }

        Line("return sum; }");
    }

    /// <summary>The method's name.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Line(string code) => _text.Append(code).Append(' ');

    private string Constant() => ((_random.NextDouble() * 2) - 1).ToString("0.0##", CultureInfo.InvariantCulture);

    private string OneOf(IReadOnlyList<string> items) => items[_random.Next(items.Count)];

    // What is decided by what a branch gave is asked behind that branch: such a condition cannot guard the branch itself.
    private string Asked() => _random.Next(3) switch
    {
        0 => $"(({Constant()} * x) + y)",
        1 => $"(Math.Sin({OneOf(["x", "y"])}) + {Constant()})",
        _ => $"((0.5 * x * {OneOf(["x", "y"])}) - {OneOf(["x", "y"])} + {Constant()})",
    };

    private void Branch(int depth)
    {
        string asked = "e" + (_names + 2).ToString(CultureInfo.InvariantCulture);
        _names++;
        Line(_random.Next(3) == 0 ? $"double {asked} = {OneOf(["e0", "e1"])};" : $"double {asked} = {Asked()};");
        Line($"if ({asked} >= 0) {{");
        Block(asked, depth - 1);
        if (_random.Next(3) > 0)
        {
            Line("} else {");
            Block($"-{asked}", depth - 1);
        }

        Line("}");
    }

    private void Block(string notNegative, int depth)
    {
        int reals = _reals.Count;
        _notNegative.Add(notNegative);
        int count = _random.Next(1, 4);
        for (int i = 0; i < count; i++)
        {
            Statement(depth);
        }

        _notNegative.RemoveAt(_notNegative.Count - 1);
        _reals.RemoveRange(reals, _reals.Count - reals);
    }

    private void Statement(int depth)
    {
        switch (_random.Next(depth > 0 ? 6 : 3))
        {
            case 0:
                Line($"sum += {OneOf(_reals)} * Root({OneOf(_notNegative)} + 0.1);");
                break;
            case 1:
                string root = "r" + _names.ToString(CultureInfo.InvariantCulture);
                _names++;
                Line($"double {root} = Root({OneOf(_notNegative)} + 0.1);");
                _reals.Add(root);
                break;
            case 2:
                Line($"sum = Math.Cos(sum) + (0.4 * {OneOf(_reals)} * Math.Exp(-Root(0.2 + {OneOf(_notNegative)})));");
                break;
            default:
                Branch(depth);
                break;
        }
    }
}
