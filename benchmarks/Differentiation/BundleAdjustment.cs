using System;
using System.Linq;
using System.Runtime.CompilerServices;
using BackpropGen.Kernels;

namespace BackpropGen.Benchmarks.Differentiation;

/// <summary>Bundle adjustment: how far the projection of each point by a camera lies from where it was seen.</summary>
/// <remarks>Objective and data ba1 of ADBench (github.com/microsoft/ADBench, docs/FileFormat.md, data/ba), whose files repeat one camera,
/// point, weight and feature. A camera is a rotation vector (3), its center (3), the focal length, the principal point (2), and two
/// coefficients of radial distortion.</remarks>
internal static partial class BundleAdjustment
{
    private const int Cameras = 49;
    private const int Points = 7776;

    /// <summary>The number of observations.</summary>
    public const int Observations = 31843;

    private static readonly double[] Camera =
        [-0.758453, -1.109613, -0.845551, 34.556073, 39.676747, 53.881673, 419.194514, 5.864426, -8.518870, 0.087812, 0.002739];

    private static readonly double[] AllCameras = [.. Enumerable.Repeat(Camera, Cameras).SelectMany(static camera => camera)];
    private static readonly double[] AllPoints = [.. Enumerable.Repeat<double[]>([7.203245, 0.001144, 3.023326], Points).SelectMany(static point => point)];
    private static readonly double[] Weights = [.. Enumerable.Repeat(0.417022, Observations)];
    private static readonly (double X, double Y)[] Features = [.. Enumerable.Repeat((271.760969, 834.209256), Observations)];
    private static readonly (int Camera, int Point)[] Seen = [.. Enumerable.Range(0, Observations).Select(static i => (i % Cameras, i % Points))];
    private static readonly double[] Errors = new double[2 * Observations];
    private static readonly double[] WeightErrors = new double[Observations];
    private static readonly double[] Jacobians = new double[30 * Observations];
    private static readonly double[] WeightJacobian = new double[Observations];

    /// <summary>The sum of all errors, to compare with what others compute.</summary>
    public static double Checksum => Errors.Sum() + WeightErrors.Sum();

    /// <summary>The weighted distance between a point's image and the feature.</summary>
    [Differentiable(By = [nameof(camera), nameof(point), nameof(weight)])]
    public static void Reprojection(
        [Shape(11)] ReadOnlySpan<double> camera, [Shape(3)] ReadOnlySpan<double> point, double weight, double featureX, double featureY, [Shape(2)] Span<double> error)
    {
        // The last element first: then the others need no check of their own.
        double second = camera[10];
        var (x, y, z) = Rotate(camera, point);
        double imageX = x / z, imageY = y / z;
        double square = imageX * imageX + imageY * imageY;
        double distortion = 1 + camera[9] * square + second * square * square;
        error[1] = weight * (imageY * distortion * camera[6] + camera[8] - featureY);
        error[0] = weight * (imageX * distortion * camera[6] + camera[7] - featureX);
    }

    /// <summary>What keeps the weights near 1.</summary>
    [Differentiable]
    public static double WeightError(double weight) => 1 - weight * weight;

    /// <summary>The point from the camera, rotated about an axis by the angle that is the axis' length (Rodrigues); to first order where
    /// that is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double X, double Y, double Z) Rotate(ReadOnlySpan<double> camera, ReadOnlySpan<double> point)
    {
        double pointZ = point[2], square = camera[0] * camera[0] + camera[1] * camera[1] + camera[2] * camera[2];
        if (square == 0)
        {
            double x0 = point[0] - camera[3], y0 = point[1] - camera[4], z0 = pointZ - camera[5];
            return (x0 + (camera[1] * z0 - camera[2] * y0), y0 + (camera[2] * x0 - camera[0] * z0), z0 + (camera[0] * y0 - camera[1] * x0));
        }

        // What is read behind the call need not be kept across it.
        double angle = Math.Sqrt(square);
        var (sine, cosine) = ScalarMath.SinCos(angle);
        double inverse = 1 / angle;
        double a = camera[0] * inverse, b = camera[1] * inverse, c = camera[2] * inverse;
        double x = point[0] - camera[3], y = point[1] - camera[4], z = pointZ - camera[5];
        double along = (a * x + b * y + c * z) * (1 - cosine);
        return (
            x * cosine + (b * z - c * y) * sine + a * along,
            y * cosine + (c * x - a * z) * sine + b * along,
            z * cosine + (a * y - b * x) * sine + c * along);
    }

    /// <summary>The errors of all observations, some times.</summary>
    public static void Evaluate(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            Evaluate(AllCameras, AllPoints, Weights, Features, Seen, Errors, WeightErrors);
        }
    }

    /// <summary>The errors and their derivatives, some times.</summary>
    public static void Differentiate(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            Differentiate(AllCameras, AllPoints, Weights, Features, Seen, Errors, WeightErrors, Jacobians, WeightJacobian);
        }
    }

    private static void Evaluate(
        ReadOnlySpan<double> cameras, ReadOnlySpan<double> points, ReadOnlySpan<double> weights, ReadOnlySpan<(double X, double Y)> features, ReadOnlySpan<(int Camera, int Point)> seen,
        Span<double> errors, Span<double> weightErrors)
    {
        // One length for all: an observation then needs no check of its own.
        features = features[..weights.Length];
        seen = seen[..weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            Reprojection(
                cameras.Slice(11 * seen[i].Camera, 11), points.Slice(3 * seen[i].Point, 3), weights[i], features[i].X, features[i].Y, errors.Slice(2 * i, 2));
        }

        for (int i = 0; i < weights.Length; i++)
        {
            weightErrors[i] = WeightError(weights[i]);
        }
    }

    private static void Differentiate(
        ReadOnlySpan<double> cameras, ReadOnlySpan<double> points, ReadOnlySpan<double> weights, ReadOnlySpan<(double X, double Y)> features, ReadOnlySpan<(int Camera, int Point)> seen,
        Span<double> errors, Span<double> weightErrors, Span<double> jacobians, Span<double> weightJacobian)
    {
        // One length for all: an observation then needs no check of its own.
        features = features[..weights.Length];
        seen = seen[..weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            ReprojectionJacobian(
                cameras.Slice(11 * seen[i].Camera, 11), points.Slice(3 * seen[i].Point, 3), weights[i], features[i].X, features[i].Y,
                errors.Slice(2 * i, 2), jacobians.Slice(30 * i, 30));
        }

        for (int i = 0; i < weights.Length; i++)
        {
            weightErrors[i] = WeightError(weights[i]);
            weightJacobian[i] = WeightErrorDerivative(weights[i]);
        }
    }
}
