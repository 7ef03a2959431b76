using System;
using System.Collections.Immutable;

namespace BackpropGen.Generator.Symbolics;

/// <summary>The distinct nodes of a pool, found by what they are made of. Beside a node's reference it keeps three numbers: a dictionary
/// would hold all that a node is made of once more, and copy it whenever it grows.</summary>
internal sealed class ExpressionTable
{
    private Expression[] _nodes = new Expression[64];
    private int[] _hashes = new int[64];
    private int[] _next = new int[64];

    // One more than the number of the last node with a hash; 0 where there is none. As long as the others.
    private int[] _last = new int[64];

    /// <summary>The number of nodes.</summary>
    public int Count { get; private set; }

    /// <summary>The hash of what a node is made of: its own data and the identity of its operands.</summary>
    public static int HashOf(Opcode opcode, ImmutableArray<Expression> operands, ImmutableArray<double> numbers, int index, Function? function, Comparison comparison)
    {
        unchecked
        {
            var hash = (((((int)opcode * 31) + index) * 31) + (int)comparison) * 31 + (function?.GetHashCode() ?? 0);
            foreach (var operand in operands)
            {
                hash = (hash ^ operand.Id) * 16777619;
            }

            foreach (var number in numbers)
            {
                hash = (hash ^ number.GetHashCode()) * 16777619;
            }

            // The low bits choose the place.
            return hash ^ (hash >> 15);
        }
    }

    /// <summary>The node made of the given parts, if there is one.</summary>
    public Expression? Find(int hash, Opcode opcode, ImmutableArray<Expression> operands, ImmutableArray<double> numbers, int index, Function? function, Comparison comparison)
    {
        for (var i = _last[hash & (_last.Length - 1)] - 1; i >= 0; i = _next[i] - 1)
        {
            var node = _nodes[i];
            if (_hashes[i] == hash && node.Opcode == opcode && node.Index == index && node.Comparison == comparison && Equals(node.Function, function)
                && node.Operands.AsSpan().SequenceEqual(operands.AsSpan()) && node.Numbers.AsSpan().SequenceEqual(numbers.AsSpan()))
            {
                return node;
            }
        }

        return null;
    }

    /// <summary>Keeps a node that is not there yet.</summary>
    public void Add(int hash, Expression node)
    {
        if (Count == _nodes.Length)
        {
            Grow();
        }

        (_nodes[Count], _hashes[Count]) = (node, hash);
        Link(Count++);
    }

    private void Grow()
    {
        Array.Resize(ref _nodes, 2 * Count);
        Array.Resize(ref _hashes, 2 * Count);
        Array.Resize(ref _next, 2 * Count);
        _last = new int[2 * Count];
        for (var i = 0; i < Count; i++)
        {
            Link(i);
        }
    }

    private void Link(int i)
    {
        ref var last = ref _last[_hashes[i] & (_last.Length - 1)];
        _next[i] = last;
        last = i + 1;
    }
}
