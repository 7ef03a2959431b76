using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Finds what products have in common: canonical products are flat, so that a b of a b c and a b d is computed twice.
/// The pair of factors that most products hold becomes a value of its own, again and again.</summary>
/// <remarks>Source: Breuer, Generation of optimal code for expressions via factorization, CACM 12(6), 1969: greedy by the number of uses.</remarks>
internal sealed class CommonFactors
{
    // Beyond this many products the pairs are not counted: what they share is left to common subexpressions.
    private const int MostProducts = 20_000;

    // The same for long products, as loops make them: each factor pairs with all others of its product.
    private const int MostPairs = 60_000;
    private const int LargestPower = 8;

    private readonly Dictionary<Pair, List<int>> _users = [];
    private readonly SortedSet<(int NegativeCount, Pair Pair)> _waiting = [];
    private readonly List<Factors> _products;
    private readonly HashSet<int> _reciprocals = [];
    private readonly int _given;

    private CommonFactors(List<Factors> products, int given)
    {
        _products = products;
        _given = given;
        for (int i = 0; i < products.Count; i++)
        {
            foreach (var pair in products[i].Pairs())
            {
                Use(pair, i);
            }
        }
    }

    /// <summary>The same function with what its products and quotients share computed once. Its products are no longer flat:
    /// it is for printing, not for further algebra.</summary>
    public static VectorFunction Extract(VectorFunction function)
    {
        function = Negatives.Share(function);
        var steps = function.Instructions;
        int[] places = [.. Enumerable.Range(0, steps.Length).Where(i => IsProduct(steps[i]))];
        if (places.Length < 2 || places.Length > MostProducts || places.Sum(place => (long)steps[place].Operands.Length * (steps[place].Operands.Length + 1) / 2) > MostPairs)
        {
            return function;
        }

        var shared = new CommonFactors([.. places.Select(place => new Factors(steps[place]))], steps.Length);
        shared.ExtractAll();
        shared._reciprocals.UnionWith(Reciprocals.Of(function, shared._products.Select(static product => product.Powers)));
        return shared._products.Count == places.Length && shared._reciprocals.Count == 0 ? function : shared.Rebuild(function, places);
    }

    private static bool IsProduct(Instruction step) => step.Opcode == Opcode.Monomial && step.Numbers.All(static exponent => Math.Abs(exponent) <= LargestPower);

    private void ExtractAll()
    {
        while (_waiting.Count > 0)
        {
            var (negativeCount, pair) = _waiting.Min;
            if (negativeCount > -2)
            {
                return;
            }

            int[] users = [.. _users[pair]];
            var made = new Factors(pair);
            int value = _given + _products.Count;
            _products.Add(made);
            foreach (int user in users)
            {
                foreach (var old in _products[user].Pairs())
                {
                    Release(old, user);
                }

                _products[user].Replace(pair, value);
                foreach (var now in _products[user].Pairs())
                {
                    Use(now, user);
                }
            }
        }
    }

    private void Use(Pair pair, int product)
    {
        if (!_users.TryGetValue(pair, out var users))
        {
            _users.Add(pair, users = []);
        }

        _waiting.Remove((-users.Count, pair));
        users.Add(product);
        _waiting.Add((-users.Count, pair));
    }

    private void Release(Pair pair, int product)
    {
        var users = _users[pair];
        _waiting.Remove((-users.Count, pair));
        users.Remove(product);
        if (users.Count > 0)
        {
            _waiting.Add((-users.Count, pair));
        }
    }

    /// <summary>The function's steps with the new products before their first use.</summary>
    private VectorFunction Rebuild(VectorFunction function, int[] places)
    {
        var pool = new ExpressionPool();
        var productOf = new Dictionary<int, int>();
        for (int i = 0; i < places.Length; i++)
        {
            productOf.Add(places[i], i);
        }

        var values = new Expression[_given + _products.Count];
        Expression Value(int index)
        {
            // A product made here: its factors are given steps before every user, or products made earlier.
            return values[index] ??= Product(index - _given);
        }

        Expression Product(int product)
        {
            var factors = _products[product].Powers.Select(factor => factor.Exponent < 0 && _reciprocals.Contains(factor.Step)
                ? (Value: pool.AsWritten(Opcode.Monomial, [Value(factor.Step)], [-1]), Exponent: (double)-factor.Exponent)
                : (Value: Value(factor.Step), factor.Exponent)).ToList();
            return factors.Count == 1 && factors[0].Exponent == 1 ? factors[0].Value : pool.AsWritten(Opcode.Monomial, [.. factors.Select(static factor => factor.Value)], [.. factors.Select(static factor => factor.Exponent)]);
        }

        for (int i = 0; i < _given; i++)
        {
            values[i] = productOf.TryGetValue(i, out int product) ? Product(product) : pool.AsWritten(function.Instructions[i], values);
        }

        return VectorFunction.From([.. function.Outputs.Select(output => values[output])], function.Arity);
    }

    /// <summary>Two factors of a product; a factor of a power is one of several equal ones. Sign −1: below the line.</summary>
    private readonly record struct Pair(int First, int FirstSign, int Second, int SecondSign) : IComparable<Pair>
    {
        public int CompareTo(Pair other)
        {
            int order = First.CompareTo(other.First);
            order = order != 0 ? order : Second.CompareTo(other.Second);
            order = order != 0 ? order : other.FirstSign.CompareTo(FirstSign);
            return order != 0 ? order : other.SecondSign.CompareTo(SecondSign);
        }
    }

    /// <summary>The factors of a product, by step.</summary>
    private sealed class Factors
    {
        private readonly SortedDictionary<int, int> _powers = [];

        public Factors(Instruction product)
        {
            for (int i = 0; i < product.Operands.Length; i++)
            {
                // x / x stays as it is: both are kept, hence never shared.
                if (_powers.ContainsKey(product.Operands[i]))
                {
                    IsFixed = true;
                }

                _powers[product.Operands[i]] = (int)product.Numbers[i];
            }

            Given = product;
        }

        public Factors(Pair pair)
        {
            _powers[pair.First] = pair.FirstSign;
            _powers[pair.Second] = pair.First == pair.Second ? 2 * pair.FirstSign : pair.SecondSign;
        }

        private Instruction Given { get; }

        private bool IsFixed { get; }

        public IEnumerable<(int Step, int Exponent)> Powers => IsFixed
            ? Given.Operands.Select((operand, i) => (operand, (int)Given.Numbers[i]))
            : _powers.Select(static pair => (pair.Key, pair.Value));

        /// <summary>The distinct pairs, at least one of each above the line: a reciprocal would cost a rounding, and overflow early.</summary>
        public List<Pair> Pairs()
        {
            var pairs = new List<Pair>();
            if (IsFixed)
            {
                return pairs;
            }

            var factors = _powers.ToList();
            for (int i = 0; i < factors.Count; i++)
            {
                if (factors[i].Value >= 2)
                {
                    pairs.Add(new Pair(factors[i].Key, 1, factors[i].Key, 1));
                }

                for (int j = i + 1; j < factors.Count; j++)
                {
                    if (factors[i].Value > 0 || factors[j].Value > 0)
                    {
                        pairs.Add(new Pair(factors[i].Key, Math.Sign(factors[i].Value), factors[j].Key, Math.Sign(factors[j].Value)));
                    }
                }
            }

            return pairs;
        }

        public void Replace(Pair pair, int value)
        {
            Take(pair.First, pair.FirstSign);
            Take(pair.Second, pair.SecondSign);
            _powers[value] = 1;
        }

        private void Take(int step, int sign)
        {
            if ((_powers[step] -= sign) == 0)
            {
                _powers.Remove(step);
            }
        }
    }
}
