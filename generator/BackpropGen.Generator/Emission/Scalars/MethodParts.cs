using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emission;

/// <summary>Cuts a long method into methods of their own, which hand on what they have computed in a structure.</summary>
internal sealed class MethodParts
{
    private static readonly Regex Instructions = new(@"[\w.:@]+|[-+*/<>=!]+", RegexOptions.CultureInvariant);

    private readonly Dictionary<List<Statement>, int> _lengths = [];
    private readonly List<MethodPart> _parts = [];
    private readonly MethodBody _body;
    private readonly Func<string, string> _free;
    private readonly string _name;
    private readonly string _kept;
    private readonly int _most;

    private MethodParts(MethodBody body, string name, Func<string, string> free, int most)
    {
        (_body, _name, _free, _most) = (body, name, free, most);
        _kept = "kept";
        var taken = Mentions.In(body.Statements);
        while (taken.Contains(_kept))
        {
            _kept += "_";
        }
    }

    /// <summary>Cuts a body that is too long: its computation becomes calls.</summary>
    /// <param name="body">The body.</param>
    /// <param name="name">The method's name.</param>
    /// <param name="free">Makes the name of a member that the type does not have yet.</param>
    /// <param name="most">About how many instructions a method has at most.</param>
    /// <returns>The other methods; null where there are none.</returns>
    public static CutMethod? Cut(MethodBody body, string name, Func<string, string> free, int most) =>
        Length(body.Work) + Length(body.Results) <= most ? null : new MethodParts(body, name, free, most).Cut();

    private static int Length(IReadOnlyList<Statement> statements) => Statement.InOrder(statements).Sum(static one => Length(one.Statement.Text));

    private static int Length(string text) => text.StartsWith("//", StringComparison.Ordinal) ? 0 : Instructions.Matches(text).Count;

    private CutMethod Cut()
    {
        WriteResultsEarly();
        var values = new KeptValues(_body, _kept);
        foreach (var block in Statement.Blocks(_body.Work))
        {
            Shorten(block);
        }

        Statement[] main = [.. _body.Head, .. _body.Work, .. _body.Tail];
        values.Place([Mentions.In(main), .. _parts.Select(static part => Mentions.In(part.Statements))]);
        string type = _free(_name + "Values");
        foreach (var block in new[] { _body.Head, _body.Work, _body.Tail }.Concat(_parts.Select(static part => part.Statements)))
        {
            values.Rewrite(block);
        }

        int first = _body.Head.FindIndex(statement => Mentions.In(statement.Text).Contains(_kept));
        _body.Head.InsertRange(
            first < 0 ? _body.Head.Count : first,
            [
                new("// In parts that are short enough for the just-in-time compiler to optimize; what several of them need is kept."),
                new($"global::System.Runtime.CompilerServices.Unsafe.SkipInit(out {type} {_kept});"),
                .. _body.Inputs.Where(static input => input.IsWritten).Select(static input => new Statement($"{input.Name} = default;")),
            ]);
        return new(type, _kept, values.Count, _parts);
    }

    /// <summary>Each result is written right behind what it is made of: so less waits.</summary>
    private void WriteResultsEarly()
    {
        var definitions = new Dictionary<string, int>();
        for (int i = 0; i < _body.Work.Count; i++)
        {
            foreach (string name in Statement.InOrder([_body.Work[i]]).SelectMany(static one => Mentions.Assigned(one.Statement.Text)))
            {
                definitions[name] = i;
            }
        }

        var results = _body.Results.ToLookup(result => Mentions.In([result]).Select(name => definitions.TryGetValue(name, out int last) ? last : -1).DefaultIfEmpty(-1).Max());
        Statement[] work = [.. results[-1], .. _body.Work.SelectMany((statement, i) => results[i].Prepend(statement))];
        _body.Work.Clear();
        _body.Work.AddRange(work);
        _body.Results.Clear();
    }

    /// <summary>Makes a block, whose branches are short, short.</summary>
    private void Shorten(List<Statement> block)
    {
        foreach (var statement in block)
        {
            if (statement is { Then: { Count: > 0 } then, Else: { Count: > 0 } otherwise } && LengthOf(statement) > _most)
            {
                var longer = _lengths[then] >= _lengths[otherwise] ? then : otherwise;
                Replace(longer, [Apart([.. longer])]);
            }
        }

        _lengths[block] = block.Sum(LengthOf);
        while (_lengths[block] > _most)
        {
            var groups = Groups(block);
            if (groups.Count == block.Count && block.All(IsCall))
            {
                return;
            }

            Replace(block, [.. groups.Select(group => group.Count == 1 && IsCall(group[0]) ? group[0] : Apart(group))]);
        }
    }

    private void Replace(List<Statement> block, Statement[] statements)
    {
        block.Clear();
        block.AddRange(statements);
        _lengths[block] = block.Sum(LengthOf);
    }

    private int LengthOf(Statement statement) =>
        Length(statement.Text) + (statement.Then is { } then ? _lengths[then] : 0) + (statement.Else is { } otherwise ? _lengths[otherwise] : 0);

    private bool IsCall(Statement statement) => statement.Text.EndsWith($"ref {_kept});", StringComparison.Ordinal);

    /// <summary>Neighbours, about as many instructions in each group.</summary>
    private List<List<Statement>> Groups(List<Statement> block)
    {
        long sum = _lengths[block], count = (sum + _most - 1) / _most, before = 0;
        var groups = new SortedDictionary<long, List<Statement>>();
        foreach (var statement in block)
        {
            int length = LengthOf(statement);
            long group = ((2 * before) + length) * count / (2 * sum);
            if (!groups.TryGetValue(group, out var members))
            {
                groups.Add(group, members = []);
            }

            members.Add(statement);
            before += length;
        }

        return [.. groups.Values];
    }

    /// <summary>Moves statements to a method of their own.</summary>
    /// <returns>The call.</returns>
    private Statement Apart(List<Statement> statements)
    {
        var mentioned = Mentions.In(statements);
        mentioned.ExceptWith(Statement.InOrder(statements).SelectMany(static one => Mentions.Counters(one.Statement.Text)));
        var inputs = _body.Inputs.Where(input => mentioned.Contains(input.Name)).ToList();
        var part = new MethodPart(_free(_name + "Part" + Names.Number(_parts.Count + 1)), inputs, statements);
        _parts.Add(part);
        return new($"{part.Name}({Names.List(inputs.Select(static input => (input.IsWritten ? "ref " : "") + input.Name).Append("ref " + _kept))});");
    }
}

/// <summary>The methods that a long one is cut into.</summary>
/// <param name="Type">The structure that hands on values.</param>
/// <param name="Kept">The name of the one that is handed on.</param>
/// <param name="Count">How many fields it has.</param>
/// <param name="Parts">The methods.</param>
internal sealed record CutMethod(string Type, string Kept, int Count, IReadOnlyList<MethodPart> Parts);

/// <summary>A part of a long method.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Inputs">What it is given beside the values handed on.</param>
/// <param name="Statements">Its statements.</param>
internal sealed record MethodPart(string Name, IReadOnlyList<MethodInput> Inputs, List<Statement> Statements);
