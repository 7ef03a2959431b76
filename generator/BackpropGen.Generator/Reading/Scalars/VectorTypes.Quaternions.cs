using System.Linq;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>What <c>Quaternion</c> of <c>System.Numerics</c> computes: X, Y, Z are its vector, W its scalar.</summary>
internal static partial class VectorTypes
{
    private static class Quaternions
    {
        /// <summary>An operator; null where there is none of the name.</summary>
        public static object? Operator(string name, object[] operands, ExpressionPool pool) => (name, operands[0], operands[operands.Length - 1]) switch
        {
            ("op_Multiply", StructureValue left, StructureValue right) => Product(left, right),
            ("op_Division", StructureValue left, StructureValue right) => Product(left, Inverse(right, pool)),
            ("op_Addition" or "op_Subtraction" or "op_Multiply" or "op_UnaryNegation", _, _) =>
                OfVectors(name, operands.OfType<StructureValue>().First(), operands, pool),
            _ => null,
        };

        /// <summary>A method, its receiver first among the values; null where there is none of the name.</summary>
        public static object? Method(string name, StructureValue first, StructureValue? second, object[] values, ExpressionPool pool) => (name, second) switch
        {
            ("Conjugate", null) => Conjugate(first),
            ("Inverse", null) => Inverse(first, pool),
            ("Length", null) => Norm(first, pool),
            ("LengthSquared", null) => Dot(first, first, pool),
            ("Normalize", null) => Made(first, Parts(first).Select(part => part / Norm(first, pool))),
            ("Dot", { } other) => Dot(first, other, pool),
            ("Concatenate", { } other) => Product(other, first),
            ("Add", { }) => Operator("op_Addition", values, pool),
            ("Subtract", { }) => Operator("op_Subtraction", values, pool),
            ("Multiply", _) => Operator("op_Multiply", values, pool),
            ("Divide", { }) => Operator("op_Division", values, pool),
            ("Negate", null) => Operator("op_UnaryNegation", values, pool),
            _ => null,
        };

        /// <summary>q v q*, as <c>Vector3.Transform</c> has it: a quaternion of another length than 1 stretches, too.</summary>
        public static StructureValue Rotate(StructureValue vector, StructureValue rotation, ExpressionPool pool)
        {
            var inner = rotation with { Values = [.. vector.Values, pool.Number(0)] };
            return Made(vector, Parts(Product(Product(rotation, inner), Conjugate(rotation))).Take(3));
        }

        /// <summary>The rotation by an angle about an axis of length 1.</summary>
        public static StructureValue About(INamedTypeSymbol type, StructureValue axis, Expression angle, ExpressionPool pool)
        {
            var sine = pool.Call(FunctionTable.Sin, 0.5 * angle);
            return new StructureValue(type, [.. Parts(axis).Select(part => part * sine), pool.Call(FunctionTable.Cos, 0.5 * angle)]);
        }

        // Hamilton's product.
        private static StructureValue Product(StructureValue left, StructureValue right)
        {
            var (x, y, z, w) = (Part(left, 0), Part(left, 1), Part(left, 2), Part(left, 3));
            var (a, b, c, d) = (Part(right, 0), Part(right, 1), Part(right, 2), Part(right, 3));
            return Made(left,
            [
                (w * a) + (x * d) + (y * c) - (z * b),
                (w * b) - (x * c) + (y * d) + (z * a),
                (w * c) + (x * b) - (y * a) + (z * d),
                (w * d) - (x * a) - (y * b) - (z * c),
            ]);
        }

        private static StructureValue Conjugate(StructureValue value) => Made(value, Parts(value).Select(static (part, i) => i < 3 ? -part : part));

        private static StructureValue Inverse(StructureValue value, ExpressionPool pool)
        {
            // .NET gives 0 for the inverse of what is as short as this.
            var norm = Dot(value, value, pool);
            var isShort = new ScalarCondition.Compares(Comparison.LessOrEqual, norm, pool.Number(1.1920929e-7f));
            return Made(value, Parts(Conjugate(value)).Select(part => isShort.Choose(pool.Number(0), part / norm)));
        }
    }
}
