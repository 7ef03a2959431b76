using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Differentiation;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emission;

/// <summary>The code of the numbers of a program inside a generated method: its parameters, what it returns, variables and arrays.</summary>
internal sealed class ProgramNames
{
    private readonly Dictionary<int, string> _counters = [];
    private readonly List<Part> _inputs = [];
    private readonly List<Part> _outputs = [];
    private readonly Dictionary<int, int> _resultLeaves = [];
    private readonly string[] _variables;

    public ProgramNames(ProgramMember member)
    {
        var program = member.Program;
        var taken = new HashSet<string>(member.Parameters.Select(static parameter => parameter.Name));
        Collect(program.Items, taken);
        _variables = [.. program.Variables.Select(name => Free(name, taken))];
        Arrays = [.. program.Arrays.Select(array => Free(array.Name, taken))];
        foreach (var input in member.Inputs)
        {
            Add(_inputs, input.Layout, Names.Escape(input.Name));
        }

        Returned = [.. member.Returned.SelectMany(result => result.Layout.Leaves(result.Name).Select(leaf => Free(Camel(leaf), taken)))];
        foreach (string local in Returned)
        {
            Add(_outputs, new ScalarLayout.Real(), local);
        }

        foreach (var output in member.Outputs)
        {
            Add(_outputs, output.Layout, Names.Escape(output.Name));
        }

        for (int leaf = 0; leaf < member.Results.Length; leaf++)
        {
            _resultLeaves.Add(member.Results[leaf], leaf);
        }

        All = [.. taken];
    }

    /// <summary>Every name.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>The locals that hold what is returned.</summary>
    public IReadOnlyList<string> Returned { get; }

    /// <summary>The names of the arrays.</summary>
    public IReadOnlyList<string> Arrays { get; }

    /// <summary>The name of a loop's counter.</summary>
    public string Counter(int loop) => _counters[loop];

    /// <summary>The name of a variable.</summary>
    public string Variable(int id) => _variables[id];

    /// <summary>The code of a number.</summary>
    public string Code(ProgramPlace place, Precision precision) => place switch
    {
        ProgramPlace.Constant constant => NumberText.Literal(constant.Value, precision),
        ProgramPlace.Scalar scalar => _variables[scalar.Id],
        ProgramPlace.Element { Array: ScalarProgram.Inputs } input => Leaf(_inputs, input.Index, static index => (int)index),
        ProgramPlace.Element { Array: ScalarProgram.Results } result => Leaf(_outputs, result.Index, index => _resultLeaves.TryGetValue((int)index, out int leaf) ? leaf : -1),
        ProgramPlace.Element element => $"{Arrays[element.Array]}[{Text(element.Index)}]",
        ProgramPlace.Unit unit => $"({Text(unit.Left)} == {Text(unit.Right)} ? {NumberText.Literal(1, precision)} : {NumberText.Literal(0, precision)})",
        ProgramPlace.Round round => $"({(precision == Precision.Double ? "double" : "float")})({Text(round.Value)})",
        _ => throw new System.InvalidOperationException("A place of no known kind."),
    };

    private void Collect(EquatableArray<ProgramItem> items, HashSet<string> taken)
    {
        foreach (var loop in items.OfType<ProgramItem.Loop>())
        {
            if (!_counters.ContainsKey(loop.Number))
            {
                _counters.Add(loop.Number, Free(loop.Name, taken));
            }

            Collect(loop.Body, taken);
        }
    }

    private static string Free(string name, HashSet<string> taken)
    {
        return DistinctNames.Add(taken, Names.Escape(name) == name ? name : name + "Value");
    }

    // p.X of a result is a local of its own.
    private static string Camel(string leaf) =>
        char.ToLowerInvariant(leaf[0]) + string.Concat(leaf.Substring(1).Split('.', '@').Select(static (part, i) => i == 0 || part.Length == 0 ? part : char.ToUpperInvariant(part[0]) + part.Substring(1)));

    private static void Add(List<Part> parts, ScalarLayout layout, string code) =>
        parts.Add(new Part(parts.Count == 0 ? 0 : parts[parts.Count - 1].First + parts[parts.Count - 1].Layout.Count, layout, code));

    /// <summary>The code of a number of the parameters: which element it is depends on the rounds as its index does.</summary>
    private string Leaf(List<Part> parts, LoopInteger index, System.Func<long, int> leafOf)
    {
        int leaf = leafOf(index.First);
        var part = parts.Last(candidate => candidate.First <= leaf);
        int place = leaf - part.First;
        if (part.Layout is not ScalarLayout.Sequence sequence)
        {
            return part.Layout.Leaves(part.Code).ElementAt(place);
        }

        int size = sequence.Element.Count;
        var terms = index.Terms.Select(term => term with { Coefficient = Stride(term.Coefficient) / size }).Where(static term => term.Coefficient != 0).ToEquatableArray();
        var element = new LoopInteger(0, terms);
        return sequence.Element.Leaves($"{part.Code}[{Text(element.Plus((place / size) - element.First))}]").ElementAt(place % size);

        // Results may lie elsewhere than in their parameter; of what never changes there is no second element, and its coefficient is never used.
        int Stride(long coefficient)
        {
            int next = leafOf(index.First + coefficient), previous = leafOf(index.First - coefficient);
            return IsInPart(next) ? next - leaf : IsInPart(previous) ? leaf - previous : 0;
        }

        bool IsInPart(int other) => other >= part.First && other < part.First + part.Layout.Count;
    }

    private string Text(LoopInteger index)
    {
        string text = "";
        foreach (var term in index.Terms)
        {
            long size = System.Math.Abs(term.Coefficient);
            string factor = Text(term.Factor);
            string product = size == 1 ? factor : $"{Names.Number(size)} * {(term.Factor is IndexFactor.Round ? factor : $"({factor})")}";
            text += text.Length == 0 ? (term.Coefficient < 0 ? "-" : "") + product : (term.Coefficient < 0 ? " - " : " + ") + product;
        }

        if (text.StartsWith("-", System.StringComparison.Ordinal) && index.Start > 0)
        {
            return $"{Names.Number(index.Start)} - {text.Substring(1)}";
        }

        return text.Length == 0 ? Names.Number(index.Start)
            : index.Start == 0 ? text
            : text + (index.Start < 0 ? " - " : " + ") + Names.Number(System.Math.Abs(index.Start));
    }

    private string Text(IndexFactor factor) => factor switch
    {
        IndexFactor.Round round => _counters[round.Loop],
        IndexFactor.Remainder remainder => $"{Operand(remainder.Value)} % {Names.Number(remainder.Divisor)}",
        IndexFactor.Quotient quotient => $"{Operand(quotient.Value)} / {Names.Number(quotient.Divisor)}",
        IndexFactor.Clamp clamp => $"global::System.Math.Clamp({Text(clamp.Value)}, {Names.Number(clamp.Least)}, {Names.Number(clamp.Most)})",
        IndexFactor.Product product => $"{Operand(product.Left)} * {Operand(product.Right)}",
        _ => throw new System.InvalidOperationException("A factor of no known kind."),
    };

    private string Operand(LoopInteger index) => index is { Start: 0, Terms: { Length: 1 } terms } && terms[0] is { Coefficient: 1, Factor: IndexFactor.Round }
        ? Text(index) : $"({Text(index)})";

    private sealed record Part(int First, ScalarLayout Layout, string Code);
}
