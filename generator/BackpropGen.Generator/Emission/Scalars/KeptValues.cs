using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emission;

/// <summary>The locals of a long method that several of its parts name: they become fields, each of which holds another local when the last is no longer read.</summary>
internal sealed class KeptValues
{
    private readonly Dictionary<string, (int First, int Last)> _lifetimes = [];
    private readonly Dictionary<string, string> _fields = [];
    private readonly string _owner;

    /// <summary>The locals of a method that is still in one piece.</summary>
    /// <param name="body">Its statements.</param>
    /// <param name="owner">The name of what has the fields.</param>
    public KeptValues(MethodBody body, string owner)
    {
        _owner = owner;
        var lines = Statement.InOrder(body.Statements).ToArray();
        var locals = new HashSet<string>(lines.SelectMany(static line => Mentions.Declared(line.Statement.Text)));
        locals.ExceptWith(body.Inputs.Select(static input => input.Name));
        for (int i = 0; i < lines.Length; i++)
        {
            foreach (string name in Mentions.In(lines[i].Statement.Text).Where(locals.Contains))
            {
                _lifetimes[name] = (_lifetimes.TryGetValue(name, out var known) ? known.First : i, i);
            }
        }

        // What a loop finds is there in all of its rounds; inner loops come behind the outer ones.
        for (int i = lines.Length - 1; i >= 0; i--)
        {
            if (IsLoop(lines[i].Statement))
            {
                Extend(i, End(lines, i));
            }
        }
    }

    /// <summary>The number of fields.</summary>
    public int Count { get; private set; }

    /// <summary>Gives fields to those locals that several methods name.</summary>
    /// <param name="methods">The names in each method.</param>
    public void Place(IReadOnlyList<HashSet<string>> methods)
    {
        var users = methods.SelectMany(static names => names).Where(_lifetimes.ContainsKey).GroupBy(static name => name);
        var free = new SortedSet<int>();
        var taken = new SortedSet<(int Last, int Field)>();
        foreach (string name in users.Where(static group => group.Skip(1).Any()).Select(static group => group.Key).OrderBy(name => _lifetimes[name].First).ThenBy(static name => name, System.StringComparer.Ordinal))
        {
            var (first, last) = _lifetimes[name];
            while (taken.Count > 0 && taken.Min.Last < first)
            {
                free.Add(taken.Min.Field);
                taken.Remove(taken.Min);
            }

            int field = free.Count > 0 ? free.Min : Count++;
            free.Remove(field);
            taken.Add((last, field));
            _fields.Add(name, $"{_owner}.{Field(field)}");
        }
    }

    /// <summary>Names fields in place of locals, in a block and in the blocks in it.</summary>
    public void Rewrite(List<Statement> block)
    {
        foreach (var statements in Statement.Blocks(block))
        {
            for (int i = 0; i < statements.Count; i++)
            {
                statements[i] = statements[i] with { Text = Mentions.Replace(statements[i].Text, _fields) };
            }

            // Left of a declaration without a value.
            statements.RemoveAll(statement => statement.Then is null && IsField(statement.Text));
        }
    }

    /// <summary>The name of a field.</summary>
    public static string Field(int index) => "k" + Names.Number(index);

    private bool IsField(string text) => text.StartsWith(_owner + ".", System.StringComparison.Ordinal) && text.IndexOf(' ') < 0;

    private static bool IsLoop(Statement statement) => statement.Then is not null && statement.Text.StartsWith("for ", System.StringComparison.Ordinal);

    private static int End((Statement Statement, int Depth)[] lines, int loop)
    {
        int end = loop;
        while (end + 1 < lines.Length && lines[end + 1].Depth > lines[loop].Depth)
        {
            end++;
        }

        return end;
    }

    private void Extend(int start, int end)
    {
        foreach (string name in _lifetimes.Keys.ToArray())
        {
            var (first, last) = _lifetimes[name];
            bool isInside = first >= start && last <= end, isOutside = last < start || first > end;
            if (!isInside && !isOutside)
            {
                _lifetimes[name] = (System.Math.Min(first, start), System.Math.Max(last, end));
            }
        }
    }
}
