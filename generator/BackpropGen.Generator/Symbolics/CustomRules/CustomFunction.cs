using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace BackpropGen.Generator.Symbolics;

/// <summary>A method that is called as it stands, and differentiated by a rule that the user gave: a row of the table that a definition
/// adds. Equal methods with equal rules are equal, whatever compilation they were read in.</summary>
internal sealed class CustomFunction : Function
{
    private readonly string _method;
    private readonly bool _isDouble;
    private readonly int _hash;
    private string? _content;

    private CustomFunction(string method, int arity, bool isDouble, CustomRule rule)
        : base(
            method + "(" + string.Join(", ", Enumerable.Repeat(isDouble ? "double" : "float", arity)) + ")",
            arity,
            rule.Evaluate,
            [.. Enumerable.Range(0, arity).Select(i => (Func<Expression[], Expression, Expression>)((x, _) => rule.Partials[i].Apply(x[0].Pool, x)))])
    {
        (_method, _isDouble, Rule) = (method, isDouble, rule);
        _hash = StringComparer.Ordinal.GetHashCode(Name);
    }

    /// <summary>Its derivatives and its value.</summary>
    public CustomRule Rule { get; }

    /// <inheritdoc/>
    public override bool IsOpaque => true;

    /// <summary>The function of a method.</summary>
    /// <param name="method">The method as code names it from anywhere: <c>global::Physics.Curves.Drag</c>.</param>
    /// <param name="notation">Its name in a formula.</param>
    /// <param name="arity">The number of its parameters.</param>
    /// <param name="isDouble">Whether it computes with <c>double</c>; else <c>float</c>.</param>
    /// <param name="rule">Its derivatives.</param>
    public static CustomFunction Create(string method, string notation, int arity, bool isDouble, CustomRule rule) => new(method, arity, isDouble, rule)
    {
        ScalarCode = ScalarCodeOf(method, arity),
        VectorCode = VectorCodeOf(method, arity, "", ""),
        Notation = ScalarCodeOf(notation, arity),
        Cost = 40,
    };

    /// <summary>In the other precision the arguments and the value are converted.</summary>
    public override string CodeIn(Precision precision, bool isVector)
    {
        bool isWide = precision == Precision.Double;
        if (isWide == _isDouble)
        {
            return base.CodeIn(precision, isVector);
        }

        var (argument, result) = isWide ? ("(float)", "") : ("", "(float)");
        return isVector ? VectorCodeOf(_method, Arity, argument, result) : result + Call(_method, Places(Arity), isWide ? "(float)({0})" : "{0}");
    }

    /// <summary>The functions that the derivatives of some steps call, of whatever order, each once.</summary>
    public static IReadOnlyList<CustomFunction> CalledBy(IEnumerable<Instruction> instructions)
    {
        var found = new List<CustomFunction>();
        Add(instructions);
        for (int i = 0; i < found.Count; i++)
        {
            foreach (var partial in found[i].Rule.Partials)
            {
                Add(partial.Instructions);
            }
        }

        return found;

        void Add(IEnumerable<Instruction> steps) =>
            found.AddRange(steps.Select(static step => step.Function).OfType<CustomFunction>().Distinct().Where(function => !found.Contains(function)).ToList());
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj)
        || (obj is CustomFunction other && Name == other.Name && Notation == other.Notation && Content == other.Content);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    // A rule may call its own method, so that a comparison of rules would not end: their text is compared, with the names of what they call.
    private string Content => _content ??= Describe();

    private string Describe()
    {
        var text = new StringBuilder();
        var functions = new List<CustomFunction> { this };
        for (int i = 0; i < functions.Count; i++)
        {
            var rule = functions[i].Rule;
            text.Append(functions[i].Name).Append('\n');
            foreach (var part in rule.Value is null ? rule.Partials : rule.Partials.Add(rule.Value))
            {
                foreach (var step in part.Instructions)
                {
                    Describe(step, text);
                    if (step.Function is CustomFunction called && !functions.Any(known => known.Name == called.Name))
                    {
                        functions.Add(called);
                    }
                }

                text.Append(part.Arity.ToString(CultureInfo.InvariantCulture)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static void Describe(Instruction step, StringBuilder text)
    {
        text.Append((int)step.Opcode).Append(' ').Append(step.Function?.Name).Append(' ').Append((int)step.Comparison).Append(' ')
            .Append(step.Index.ToString(CultureInfo.InvariantCulture));
        foreach (int operand in step.Operands)
        {
            text.Append(' ').Append(operand.ToString(CultureInfo.InvariantCulture));
        }

        foreach (double number in step.Numbers)
        {
            text.Append(" #").Append(BitConverter.DoubleToInt64Bits(number).ToString("x", CultureInfo.InvariantCulture));
        }

        text.Append('\n');
    }

    private static string ScalarCodeOf(string method, int arity) => Call(method, Places(arity), "{0}");

    /// <summary>The method over each lane; up to three arguments are parameters of the lambda, more are elements of one.</summary>
    private static string VectorCodeOf(string method, int arity, string argument, string result)
    {
        string[] names = arity > 3 ? [.. Numbers(arity).Select(static i => $"x[{i}]")] : [.. new[] { "x", "y", "z" }.Take(arity)];
        string parameters = arity is 1 or > 3 ? "x" : "(" + string.Join(", ", names) + ")";
        return $"{{V}}.PerLane(static {parameters} => {result}{Call(method, names, argument + "{0}")}, {string.Join(", ", Places(arity))})";
    }

    private static string Call(string method, IEnumerable<string> arguments, string each) =>
        method + "(" + string.Join(", ", arguments.Select(argument => each.Replace("{0}", argument))) + ")";

    private static string[] Places(int arity) => [.. Numbers(arity).Select(static i => "{" + i + "}")];

    private static IEnumerable<string> Numbers(int count) => Enumerable.Range(0, count).Select(static i => i.ToString(CultureInfo.InvariantCulture));
}
